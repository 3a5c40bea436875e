import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsIn } from '#contracts/seal-secret.ts';
import { type KeyRing, ringOf, type SealPurpose } from '#seals/key-ring.ts';

export interface SealKeys {
  /** @param named the name in a sealed text: if no key has it, the secret is read anew, but not more often than once a minute */
  ringFor(purpose: SealPurpose, named?: string): Promise<KeyRing>;
}

/** As old as a ring may be: whoever restores the keys of another system waits so long, or lets no instance run. */
const MAX_AGE_MS = 3_600_000;
/** Names of keys that are not there are free to send. */
const MIN_AGE_MS = 60_000;
/** Keys from the secret in Secrets Manager, which is read once an instance and hour; a failed read is tried again. */
export function sealKeys(client: SecretsManagerClient, secretArn: string, age: { now(): number }): SealKeys {
  let held: { readonly secrets: Promise<readonly [string, ...string[]]>; readonly readAt: number } | null =
    null;
  const read = async (): Promise<readonly [string, ...string[]]> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return secretsIn(SecretString ?? '');
  };
  const secretsOf = async (oldestMs: number): Promise<readonly [string, ...string[]]> => {
    if (held === null || age.now() - held.readAt >= oldestMs) held = { secrets: read(), readAt: age.now() };
    const { secrets } = held;
    try {
      return await secrets;
    } catch (error) {
      held = null;
      throw error;
    }
  };
  return {
    async ringFor(purpose, named) {
      const ring = ringOf(await secretsOf(MAX_AGE_MS), purpose);
      if (named === undefined || ring.some(({ name }) => name === named)) return ring;
      return ringOf(await secretsOf(MIN_AGE_MS), purpose);
    },
  };
}
