import { createHmac, timingSafeEqual } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The use of a key derived from the one secret. Another label is another key: none can stand in for another. */
type SealPurpose = 'quote-token' | 'link-code' | 'phone-digest' | 'cursor';

export interface SealKeys {
  keyFor(purpose: SealPurpose): Promise<Buffer>;
}

/** 16 bytes of text are 96 bits at the least, however it is written. */
const MIN_SECRET_LENGTH = 16;

export const deriveKey = (secret: string, purpose: SealPurpose): Buffer =>
  createHmac('sha256', secret).update(`laurel:${purpose}`).digest();

/** Keys from the secret in Secrets Manager, which is read once an instance; a failed read is tried again. */
export function sealKeys(client: SecretsManagerClient, secretArn: string): SealKeys {
  let secret: Promise<string> | null = null;
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    if (SecretString === undefined || SecretString.length < MIN_SECRET_LENGTH)
      throw new Error('the seal secret is too short to be one');
    return SecretString;
  };
  return {
    async keyFor(purpose) {
      secret ??= read();
      try {
        return deriveKey(await secret, purpose);
      } catch (error) {
        secret = null;
        throw error;
      }
    },
  };
}

/** HMAC-SHA256 over the text, base64url. */
export const macOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** Compares in a time that says nothing about the expected value. */
export function sameMac(expected: string, sent: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(sent);
  return left.length === right.length && timingSafeEqual(left, right);
}
