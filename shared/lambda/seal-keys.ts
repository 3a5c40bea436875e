import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsIn } from '#contracts/seal-secret.ts';
import { type KeyRing, ringOf, type SealPurpose } from '#seals/key-ring.ts';

export interface SealKeys {
  /** @param named the name in a sealed text: if no key has it, the secret is read anew, but not more often than once a minute */
  ringFor(purpose: SealPurpose, named?: string): Promise<KeyRing>;
}

/** As old as the ring of a seal may be: a text that names a key which is not there has the secret read anew. */
const SEALS_MS = 3_600_000;
/** A phone and a code name no key: whoever restores the keys of another system waits so long. */
const MIN_AGE_MS = 60_000;
const agesOf: Readonly<Record<SealPurpose, number>> = {
  'quote-token': SEALS_MS,
  cursor: SEALS_MS,
  'link-code': MIN_AGE_MS,
  'phone-digest': MIN_AGE_MS,
};

/** Keys from the secret in Secrets Manager, which is read when it is older than its use allows; where that fails, the old one goes on. */
export function sealKeys(client: SecretsManagerClient, secretArn: string, age: { now(): number }): SealKeys {
  let held: { readonly secrets: Secrets; readonly at: number } | null = null;
  let reading: Promise<Secrets> | null = null;
  const read = async (): Promise<Secrets> => {
    const at = age.now();
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
      const secrets = secretsIn(SecretString ?? '');
      held = { secrets, at };
      return secrets;
    } catch (error) {
      if (held === null) throw error;
      // Not asked again at once: it is as good as it was.
      held = { ...held, at };
      return held.secrets;
    }
  };
  const secretsOf = async (oldestMs: number): Promise<Secrets> => {
    if (held !== null && age.now() - held.at < oldestMs) return held.secrets;
    reading ??= read().finally(() => {
      reading = null;
    });
    return await reading;
  };
  return {
    async ringFor(purpose, named) {
      const ring = ringOf(await secretsOf(agesOf[purpose]), purpose);
      if (named === undefined || ring.some(({ name }) => name === named)) return ring;
      return ringOf(await secretsOf(MIN_AGE_MS), purpose);
    },
  };
}

type Secrets = readonly [string, ...string[]];
