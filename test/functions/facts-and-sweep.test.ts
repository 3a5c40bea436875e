import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enrolledDetail, statusChangedDetail } from '#contracts/events.ts';
import type { Fact } from '#domain/member/facts.ts';
import { asDay } from '#domain/time/time.ts';
import { factsItem } from '#table/codecs/facts-item.ts';
import { serveAws } from '../fixtures/aws-services.ts';
import { context } from '../fixtures/edge.ts';
import { at } from '../fixtures/scenario.ts';

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

let services: Server;
/** The calls to the services, and those that the bus shall refuse: call → place in it. */
let calls: Entry[][] = [];
let messages: { readonly Id: string; readonly MessageBody: string }[][] = [];
let refusals = new Map<number, number>();
/** The bus's word for an event of a member's seq, and what was put aside. */
let words = new Map<number, string>();
let aside: string[] = [];
let isAsideFull = false;

beforeAll(async () => {
  const aws = await serveAws({
    PutEvents: ({ Entries }) => {
      const entries = Entries as Entry[];
      calls.push(entries);
      const refused = refusals.get(calls.length);
      const results = entries.map(({ Detail }, place) => {
        const word = words.get(JSON.parse(Detail).seq) ?? (place === refused ? 'InternalFailure' : null);
        return word === null ? { EventId: 'e' } : { ErrorCode: word };
      });
      return { FailedEntryCount: refused === undefined ? 0 : 1, Entries: results };
    },
    SendMessage: ({ MessageBody }) => {
      if (isAsideFull) throw new Error('the queue takes nothing');
      const body = String(MessageBody);
      aside.push(body);
      return { MessageId: 'm', MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
    },
    SendMessageBatch: ({ Entries }) => {
      messages.push(Entries as (typeof messages)[number]);
      const failed = messages.length === refusals.get(-1);
      return {
        Successful: [],
        Failed: failed ? [{ Id: '0', SenderFault: false, Code: 'InternalError' }] : [],
      };
    },
  });
  services = aws.server;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.url,
    FACT_BUS_NAME: 'facts',
    ASIDE_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/aside',
    SHARD_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/shards',
    REFERRAL_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/referrals',
  });
});

afterAll(() => {
  services.close();
});

beforeEach(() => {
  calls = [];
  messages = [];
  refusals = new Map();
  words = new Map();
  aside = [];
  isAsideFull = false;
});

const head = (seq: number) => ({
  seq,
  memberId: 'm7Qf2xKp9RtZ',
  at: at('2026-02-28T21:00:00Z'),
  recordedAt: at('2026-02-28T21:03:11.201Z'),
  programVersion: 1,
});

const enrolled: Fact = { ...head(1), kind: 'enrolled', statuses: new Map([['level', 'guest']]) };
const raised = (seq: number): Fact => ({
  ...head(seq),
  kind: 'status-changed',
  system: 'level',
  from: 'guest',
  to: 'regular',
  direction: 'raised',
  why: {
    kind: 'review',
    period: { from: asDay(20_485), to: asDay(20_513) },
    value: 1_250_000,
    programVersion: 1,
  },
  notifyFrom: at('2026-02-28T21:00:00Z'),
});

/** A record of the table's stream, as the platform hands it over. */
const recordOf = (facts: readonly Fact[]): DynamoDBRecord => {
  const { pk, sk, ...rest } = factsItem(facts);
  const seq = facts[0]?.seq ?? 0;
  return {
    eventID: `event-${seq}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    dynamodb: {
      Keys: { pk, sk } as never,
      NewImage: { pk, sk, ...rest } as never,
      SequenceNumber: String(100_000 + seq),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
};

const publish = async (facts: readonly Fact[], ...more: readonly (readonly Fact[])[]) => {
  const { handler } = await import('../../functions/publish-facts/handler.ts');
  const event: DynamoDBStreamEvent = { Records: [...facts.map((fact) => [fact]), ...more].map(recordOf) };
  return handler(event, context);
};

describe('publish-facts', () => {
  test('tells who counts friends before anybody hears of one', async () => {
    const friend: Fact = { ...head(4), kind: 'friend-came', inviter: 'm-anna' };
    await publish([enrolled, friend, { ...head(5), kind: 'friend-left', inviter: 'm-anna' }]);
    const told = { newcomer: 'm7Qf2xKp9RtZ', inviter: 'm-anna', at: friend.at };
    expect(messages.map((call) => call.map(({ MessageBody }) => JSON.parse(MessageBody)))).toEqual([
      [
        { ...told, change: 'came' },
        { ...told, change: 'left' },
      ],
    ]);
    expect(calls.flat().map(({ DetailType }) => DetailType)).toEqual([
      'MemberEnrolled',
      'FriendCame',
      'FriendLeft',
    ]);

    messages = [];
    calls = [];
    refusals.set(-1, 1);
    await expect(publish([friend])).rejects.toThrow('The run failed');
    expect(calls).toEqual([]);
  });

  test('sends each fact as an event of the documented form', async () => {
    expect(await publish([enrolled, raised(2)])).toEqual({ batchItemFailures: [] });
    const [first, second] = calls[0] ?? [];
    expect(first).toMatchObject({
      EventBusName: 'facts',
      Source: 'laurel.facts',
      DetailType: 'MemberEnrolled',
    });
    expect(enrolledDetail.parse(JSON.parse(first?.Detail ?? ''))).toEqual({
      id: 'm7Qf2xKp9RtZ#1',
      memberId: 'm7Qf2xKp9RtZ',
      seq: 1,
      at: '2026-02-28T21:00:00.000Z',
      recordedAt: '2026-02-28T21:03:11.201Z',
      programVersion: 1,
      statuses: { level: 'guest' },
    });
    expect(second?.DetailType).toBe('StatusChanged');
    expect(statusChangedDetail.parse(JSON.parse(second?.Detail ?? ''))).toMatchObject({
      id: 'm7Qf2xKp9RtZ#2',
      from: 'guest',
      to: 'regular',
      direction: 'raised',
      why: { kind: 'review', period: { from: '2026-02-01', to: '2026-03-01' }, value: 1_250_000 },
      notifyFrom: '2026-02-28T21:00:00.000Z',
    });
  });

  test('sends in order, ten at a time', async () => {
    const facts = Array.from({ length: 23 }, (_, index) => raised(index + 1));
    expect(await publish(facts)).toEqual({ batchItemFailures: [] });
    expect(calls.map((call) => call.length)).toEqual([10, 10, 3]);
    const seqs = calls.flat().map(({ Detail }) => JSON.parse(Detail).seq);
    expect(seqs).toEqual(facts.map(({ seq }) => seq));
  });

  test('names the first that was refused, and sends nothing behind its call', async () => {
    refusals.set(2, 3);
    const facts = Array.from({ length: 23 }, (_, index) => raised(index + 1));
    expect(await publish(facts)).toEqual({ batchItemFailures: [{ itemIdentifier: '100014' }] });
    expect(calls).toHaveLength(2);
  });

  test('brings a whole record again of which one event was refused', async () => {
    refusals.set(2, 3);
    const decision = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => raised(from + n));
    // 1 … 8 each alone, then one decision of 9 … 16, and one of 17 and 18: the fourteenth event is refused.
    expect(await publish(decision(1, 8), decision(9, 8), decision(17, 2))).toEqual({
      batchItemFailures: [{ itemIdentifier: '100009' }],
    });
    expect(calls.map((call) => call.length)).toEqual([10, 8]);
  });

  test('sends no more than 256 KB in one call', async () => {
    const long = (seq: number): Fact => ({
      ...head(seq),
      kind: 'enrolled',
      statuses: new Map([['level', 'x'.repeat(100_000)]]),
    });
    expect(await publish([long(1), long(2), long(3)])).toEqual({ batchItemFailures: [] });
    expect(calls.map((call) => call.length)).toEqual([2, 1]);
  });

  describe('puts aside, whole, what can never be published, and nobody waits for it:', () => {
    const noImage = (seq: number): DynamoDBRecord => {
      const record = recordOf([raised(seq)]);
      const { NewImage: _, ...withoutImage } = record.dynamodb ?? {};
      return { ...record, dynamodb: withoutImage };
    };
    const large = (seq: number): Fact => ({
      ...head(seq),
      kind: 'enrolled',
      statuses: new Map([['level', 'x'.repeat(300_000)]]),
    });
    const unknown = (seq: number): DynamoDBRecord => {
      const record = recordOf([raised(seq)]);
      const facts = { L: [{ M: { k: { S: 'of-tomorrow' } } }] };
      return {
        ...record,
        dynamodb: { ...record.dynamodb, NewImage: { ...record.dynamodb?.NewImage, fs: facts } },
      };
    };
    const hand = async (Records: readonly DynamoDBRecord[]) => {
      const { handler } = await import('../../functions/publish-facts/handler.ts');
      return handler({ Records: [...Records] }, context);
    };
    const alone = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => recordOf([raised(from + index)]));

    /** A record, of whose event the bus says this word. */
    const worded = (word: string) => (seq: number) => {
      words.set(seq, word);
      return recordOf([raised(seq)]);
    };

    test.each<[string, (seq: number) => DynamoDBRecord]>([
      ['a record without an item', noImage],
      ['a fact of a kind that is not known', unknown],
      ['an event larger than the bus takes', (seq) => recordOf([large(seq)])],
      ['an event that the bus finds malformed', worded('MalformedDetail')],
      ['an event that the bus never takes', worded('InvalidArgument')],
    ])('%s', async (_what, make) => {
      const bad = make(13);
      expect(await hand([...alone(1, 12), bad, ...alone(14, 30)])).toEqual({ batchItemFailures: [] });
      expect(aside).toEqual([JSON.stringify(bad)]);
      const published = calls.flat().map(({ Detail }) => JSON.parse(Detail).seq);
      expect(published.filter((seq) => seq !== 13)).toEqual([
        ...Array.from({ length: 12 }, (_, index) => index + 1),
        ...Array.from({ length: 17 }, (_, index) => index + 14),
      ]);
    });

    test.each(['InternalFailure', 'ThrottlingException', 'AccessDeniedException', 'a word of tomorrow'])(
      'but not what comes behind an event that has to wait for %s',
      async (word) => {
        words.set(4, word);
        expect(await hand([noImage(1), ...alone(2, 5), noImage(6)])).toEqual({
          batchItemFailures: [{ itemIdentifier: '100004' }],
        });
        expect(aside).toHaveLength(1);
        words.clear();
        expect(await hand([...alone(4, 5), noImage(6)])).toEqual({ batchItemFailures: [] });
        expect(aside).toHaveLength(2);
      },
    );

    test('and where that fails the batch comes again', async () => {
      isAsideFull = true;
      await expect(hand([...alone(1, 2), noImage(3)])).rejects.toThrow('The run failed');
      isAsideFull = false;
      expect(await hand([...alone(1, 2), noImage(3)])).toEqual({ batchItemFailures: [] });
      expect(aside).toHaveLength(1);
    });
  });
});

describe('start-sweep', () => {
  test('sends one message for each of the 64 shards, ten at a time', async () => {
    const { handler } = await import('../../functions/start-sweep/handler.ts');
    await handler({}, context);
    expect(messages.map((call) => call.length)).toEqual([10, 10, 10, 10, 10, 10, 4]);
    const shards = messages.flat().map(({ MessageBody }) => JSON.parse(MessageBody));
    expect(shards).toEqual(Array.from({ length: 64 }, (_, shard) => ({ shard })));
  });

  test('fails as a whole where the queue refused one', async () => {
    refusals.set(-1, 3);
    const { handler } = await import('../../functions/start-sweep/handler.ts');
    await expect(handler({}, context)).rejects.toThrow('The run failed');
  });
});
