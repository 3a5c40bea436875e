import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { StreamReader } from '../../local/streams/stream-reader.ts';

/** A stream of one shard whose iterators can expire: they are `T` for the beginning, then the number of the last record. */
let server: Server;
const state = { expired: new Set<string>(), asked: [] as string[], broken: false };
afterEach(() => void server.close());

const recordAt = (sequence: number) => ({
  eventID: String(sequence),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: 0 },
});

function answerTo(action: string, body: Record<string, string>): readonly [number, object] {
  if (action === 'DescribeStream') return [200, { StreamDescription: { Shards: [{ ShardId: 's' }] } }];
  if (action === 'GetShardIterator') {
    const after = Number(body.SequenceNumber ?? 0);
    return [200, { ShardIterator: `new ${after}` }];
  }
  const iterator = body.ShardIterator ?? '';
  state.asked.push(iterator);
  if (state.broken) return [500, { __type: 'InternalServerError' }];
  if (state.expired.has(iterator)) return [400, { __type: 'com.amazonaws#ExpiredIteratorException' }];
  const next = Number(iterator.split(' ').at(-1)) + 1;
  return [200, { Records: [recordAt(next)], NextShardIterator: `next ${next}` }];
}

async function reader(): Promise<{ readonly read: () => Promise<readonly string[]> }> {
  state.expired.clear();
  state.asked = [];
  state.broken = false;
  server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const [status, answer] = answerTo(action, (await json(request)) as Record<string, string>);
    response.writeHead(status).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const account = { accessKeyId: 'tests', region: 'eu-central-1' } as never;
  const stream = new StreamReader(`http://127.0.0.1:${address.port}`, account, 'arn', {});
  return {
    async read() {
      const dealt: string[] = [];
      await stream.readOnce(10, async (records) => void dealt.push(...records.map(({ eventID }) => eventID)));
      return dealt;
    },
  };
}

test('an iterator that has expired is asked for anew, after the last record that was dealt with', async () => {
  const { read } = await reader();
  expect(await read()).toEqual(['1']);
  expect(await read()).toEqual(['2']);
  state.expired.add('next 2');
  expect(await read()).toEqual(['3']);
  expect(state.asked).toEqual(['new 0', 'next 1', 'next 2', 'new 2']);
  expect(await read()).toEqual(['4']);
});

test('any other fault is told', async () => {
  const { read } = await reader();
  await read();
  state.broken = true;
  await expect(read()).rejects.toThrow('InternalServerError');
});
