import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join, relative } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { readWhole } from './read-whole.ts';

/** S3's PutObject and ListObjectsV2 over folders of the data folder, which is all that the operator's commands ask of it. */
export class Objects {
  readonly #data: DataFolder;
  readonly #buckets: ReadonlySet<string>;
  readonly #page: number;

  /** @param page objects that one listing holds at most */
  constructor(buckets: readonly { readonly name: string }[], data: DataFolder, page = 1000) {
    this.#page = page;
    this.#data = data;
    this.#buckets = new Set(buckets.map(({ name }) => name));
  }

  /** @param path `/<bucket>/<key>`, or `/<bucket>?list-type=2&prefix=…` */
  async serve(path: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(path, 'http://s3');
    const [bucket = '', ...key] = pathname.slice(1).split('/').map(decodeURIComponent);
    const isSound = key.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.+$/.test(part));
    if (!this.#buckets.has(bucket)) return refuse(response, 404, 'NoSuchBucket');
    const root = this.#data.folder(join('buckets', bucket));
    if (incoming.method === 'PUT' && key.length > 0 && isSound) {
      const file = join(root, ...key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await readWhole(incoming));
      response.writeHead(200, { etag: '"local"' }).end();
      return;
    }
    if (incoming.method === 'GET' && searchParams.get('list-type') === '2') {
      const prefix = searchParams.get('prefix') ?? '';
      const after = searchParams.get('continuation-token') ?? '';
      const found = keysIn(root).filter((each) => each.startsWith(prefix) && each > after);
      const keys = found.slice(0, this.#page);
      const more =
        found.length > keys.length ? `<NextContinuationToken>${keys.at(-1)}</NextContinuationToken>` : '';
      const contents = keys.map((each) => `<Contents><Key>${each}</Key></Contents>`).join('');
      response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(
          `<ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents}</ListBucketResult>`,
        );
      return;
    }
    refuse(response, 501, 'NotImplemented');
  }
}

const keysIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

const refuse = (response: ServerResponse, status: number, code: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
};
