import { randomInt } from 'node:crypto';
import type { DataFolder } from '../data-folder.ts';
import type { SecretDescription } from '../template/system.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Secrets that are generated once and then stay, in the data folder. */
export class Secrets {
  readonly #data: DataFolder;
  #values: Readonly<Record<string, string>>;

  constructor(secrets: readonly SecretDescription[], data: DataFolder) {
    this.#data = data;
    const known = (data.read('secrets.json') ?? {}) as Record<string, string>;
    this.#values = Object.fromEntries(
      secrets.map((secret) => [secret.arn, known[secret.arn] ?? generate(secret)]),
    );
    data.keep('secrets.json', this.#values);
  }

  /** Secrets Manager's PutSecretValue; `null` if there is no such secret. */
  putSecretValue({
    SecretId,
    SecretString,
  }: {
    readonly SecretId?: string;
    readonly SecretString?: string;
  }): object | null {
    if (SecretId === undefined || SecretString === undefined || this.#values[SecretId] === undefined)
      return null;
    this.#values = { ...this.#values, [SecretId]: SecretString };
    this.#data.keep('secrets.json', this.#values);
    return { ARN: SecretId, Name: SecretId, VersionId: 'local', VersionStages: ['AWSCURRENT'] };
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
