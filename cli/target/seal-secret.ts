import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import { MAX_SECRETS, secretsIn, secretText } from '#contracts/seal-secret.ts';

/** The secret behind digests, codes and seals of a running Laurel. */
export interface SealSecret {
  read(): Promise<string>;
  /** Lets the secrets of another system open as well; this one's own goes on sealing. @returns how many were new */
  alsoOpenWith(text: string): Promise<number>;
}

export function sealSecret(settings: SecretsManagerClientConfig, secretArn: string | null): SealSecret {
  const secretId = (): string => {
    if (secretArn === null)
      throw new Error('the stack does not say where its secret is: deploy this Laurel first');
    return secretArn;
  };
  const withClient = async <Result>(
    work: (client: SecretsManagerClient) => Promise<Result>,
  ): Promise<Result> => {
    const client = new SecretsManagerClient(settings);
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  };
  const read = (): Promise<string> =>
    withClient(async (client) => {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId() }));
      return SecretString ?? '';
    });
  return {
    read,
    async alsoOpenWith(text) {
      const own = secretsIn(await read());
      const others = secretsIn(text).filter((secret) => !own.includes(secret));
      if (own.length + others.length > MAX_SECRETS)
        throw new Error(`the secret would hold more than ${MAX_SECRETS} keys`);
      if (others.length > 0)
        await withClient((client) =>
          client.send(
            new PutSecretValueCommand({
              SecretId: secretId(),
              SecretString: secretText([...own, ...others]),
            }),
          ),
        );
      return others.length;
    },
  };
}
