import { ListObjectsV2Command, PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';

/** The kinds of what must not come back (D105), as the names of their notes begin. */
type LastingKind = 'revoked-keys';

export interface LastingNote {
  /** Opaque: a key's. */
  readonly id: string;
  readonly at: EpochMs;
}

/**
 * What must outlive the table, whatever moment it is restored to (D105): notes in a versioned bucket. Each is an empty object
 * whose name says all, `revoked-keys/<id>/<epoch ms>`, so that a listing reads them.
 */
export interface LastingNotes {
  note(kind: LastingKind, note: LastingNote): Promise<void>;
  all(kind: LastingKind): AsyncIterable<LastingNote>;
}

export function lastingNotes(settings: S3ClientConfig, bucketName: string | null): LastingNotes {
  const bucket = (): string => {
    if (bucketName === null)
      throw new Error('the stack has no bucket for what must not come back: deploy this Laurel first');
    return bucketName;
  };
  return {
    async note(kind, { id, at }) {
      const client = new S3Client(settings);
      try {
        await client.send(
          new PutObjectCommand({ Bucket: bucket(), Key: `${kind}/${id}/${at}`, Body: new Uint8Array() }),
        );
      } finally {
        client.destroy();
      }
    },

    async *all(kind) {
      const client = new S3Client(settings);
      try {
        let next: string | undefined;
        do {
          const page = await client.send(
            new ListObjectsV2Command({ Bucket: bucket(), Prefix: `${kind}/`, ContinuationToken: next }),
          );
          // What is not Laurel's, such as a marker of a folder, is not looked at.
          for (const { Key = '' } of page.Contents ?? []) yield* noteIn(Key);
          next = page.NextContinuationToken;
        } while (next !== undefined);
      } finally {
        client.destroy();
      }
    },
  };
}

function noteIn(key: string): readonly LastingNote[] {
  const [, id, at] = /^[a-z-]+\/([A-Za-z0-9._-]+)\/(\d+)$/.exec(key) ?? [];
  return id === undefined || at === undefined ? [] : [{ id, at: asEpochMs(Number(at)) }];
}
