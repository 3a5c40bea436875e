import { randomInt } from 'node:crypto';
import type { DataFolder } from '../data-folder.ts';
import type { SecretDescription } from '../template/system.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Secrets that are generated once and then stay, in the data folder. */
export class Secrets {
  readonly #values: Readonly<Record<string, string>>;

  constructor(secrets: readonly SecretDescription[], data: DataFolder) {
    const known = (data.read('secrets.json') ?? {}) as Record<string, string>;
    this.#values = Object.fromEntries(
      secrets.map((secret) => [secret.arn, known[secret.arn] ?? generate(secret)]),
    );
    data.keep('secrets.json', this.#values);
  }

  /** Secrets Manager's GetSecretValue; `null` if there is no such secret. */
  getSecretValue({ SecretId }: { readonly SecretId?: string }): object | null {
    const value = this.#values[SecretId ?? ''];
    if (value === undefined) return null;
    return {
      ARN: SecretId,
      Name: SecretId,
      SecretString: value,
      VersionId: 'local',
      VersionStages: ['AWSCURRENT'],
    };
  }
}

function generate({ length, excludePunctuation }: SecretDescription): string {
  const alphabet = excludePunctuation ? LETTERS : LETTERS + PUNCTUATION;
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
