import type { Account } from '../tables.ts';

/** A record as DynamoDB Streams gives it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime: number;
    readonly [part: string]: unknown;
  };
  readonly [part: string]: unknown;
}

/** Shard → the last record that was dealt with; kept between starts. */
export type Positions = Record<string, string>;

const SHARDS_ANEW_AFTER_MS = 5_000;

/**
 * Reads the stream of a table from where it stopped, shard after shard in the order of their descent. Speaks the plain
 * protocol: there is one place that needs it, and the records go on as they came.
 */
export class StreamReader {
  readonly #endpoint: string;
  readonly #account: Account;
  readonly #streamArn: string;
  readonly #positions: Positions;
  readonly #iterators = new Map<string, string>();
  readonly #finished = new Set<string>();
  #shards: readonly string[] = [];
  #shardsAt = Number.NEGATIVE_INFINITY;

  constructor(endpoint: string, account: Account, streamArn: string, positions: Positions) {
    this.#endpoint = endpoint;
    this.#account = account;
    this.#streamArn = streamArn;
    this.#positions = positions;
  }

  /**
   * One round over all shards: `deal` gets the records of each that has any, and the position moves on when it settles.
   * Answers whether there were any.
   */
  async readOnce(limit: number, deal: (records: readonly StreamRecord[]) => Promise<void>): Promise<boolean> {
    let any = false;
    for (const shard of await this.#openShards()) {
      const page = await this.#pageOf(shard, limit);
      if (page.Records.length > 0) {
        any = true;
        await deal(page.Records);
        const last = page.Records.at(-1);
        if (last !== undefined) this.#positions[shard] = last.dynamodb.SequenceNumber;
      }
      if (page.NextShardIterator === undefined) {
        this.#finished.add(shard);
        this.#shardsAt = Number.NEGATIVE_INFINITY;
      } else {
        this.#iterators.set(shard, page.NextShardIterator);
      }
    }
    return any;
  }

  /** Whoever is slow, or asleep, for a quarter of an hour finds the place expired, and asks for it anew by the last record. */
  async #pageOf(shard: string, limit: number): Promise<RecordsPage> {
    const read = async (iterator: string) =>
      (await this.#call('GetRecords', { ShardIterator: iterator, Limit: limit })) as RecordsPage;
    const known = this.#iterators.get(shard);
    if (known === undefined) return await read(await this.#iteratorFor(shard));
    try {
      return await read(known);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('ExpiredIteratorException')) throw error;
      this.#iterators.delete(shard);
      return await read(await this.#iteratorFor(shard));
    }
  }

  async #openShards(): Promise<readonly string[]> {
    if (performance.now() - this.#shardsAt > SHARDS_ANEW_AFTER_MS) {
      const shards: string[] = [];
      let after: string | undefined;
      do {
        const answer = (await this.#call('DescribeStream', {
          StreamArn: this.#streamArn,
          ...(after === undefined ? {} : { ExclusiveStartShardId: after }),
        })) as { StreamDescription: { Shards: { ShardId: string }[]; LastEvaluatedShardId?: string } };
        shards.push(...answer.StreamDescription.Shards.map((shard) => shard.ShardId));
        after = answer.StreamDescription.LastEvaluatedShardId;
      } while (after !== undefined);
      this.#shards = shards;
      this.#shardsAt = performance.now();
    }
    return this.#shards.filter((shard) => !this.#finished.has(shard));
  }

  async #iteratorFor(shard: string): Promise<string> {
    const position = this.#positions[shard];
    const from =
      position === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position };
    const answer = (await this.#call('GetShardIterator', {
      StreamArn: this.#streamArn,
      ShardId: shard,
      ...from,
    })) as { ShardIterator: string };
    return answer.ShardIterator;
  }

  async #call(action: string, body: object): Promise<unknown> {
    const { accessKeyId, region } = this.#account;
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${action}`,
        // DynamoDB Local reads whose database it is and does not check the signature.
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20200101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none`,
      },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`DynamoDB Streams ${action}: ${JSON.stringify(answer)}`);
    return answer;
  }
}

interface RecordsPage {
  readonly Records: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}
