import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { SHARDS } from '#contracts/table-layout.ts';
import { compile } from '#domain/compile/compile.ts';
import type { Program } from '#domain/program/program.ts';
import { type SweepPorts, sweepShard } from '#operations/sweep.ts';
import { keyAttributes, packed } from '#table/codecs/attributes.ts';
import { dueKey, stateKey } from '#table/keys.ts';
import { fillWithCrowd } from '../fixtures/crowd.ts';
import { type House, houseOn } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';

const MEMBERS = 3_000;
const GOLDEN = 300;
let house: House;
const golden: string[] = [];

/** Many at once, as the database likes it. */
async function inFlight<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      for (const item of rest) await act(item);
    }),
  );
}

const everyShard = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Everything that a sweep may write, counted; dies after so many. */
function watched(ports: SweepPorts, dieAfter = Number.POSITIVE_INFINITY) {
  const counts = { commits: 0, notes: 0 };
  const alive = () => {
    if (counts.commits >= dieAfter) throw new Error('killed');
  };
  const swept: SweepPorts = {
    ...ports,
    ledger: {
      ...ports.ledger,
      commit: async (change) => {
        alive();
        const outcome = await ports.ledger.commit(change);
        if (outcome.kind === 'committed') counts.commits += 1;
        return outcome;
      },
    },
    board: {
      ...ports.board,
      saveProgress: async (...noted) => {
        alive();
        counts.notes += 1;
        return await ports.board.saveProgress(...noted);
      },
      noteFailed: async (...noted) => {
        alive();
        await ports.board.noteFailed(...noted);
      },
    },
  };
  return { swept, counts };
}

beforeAll(async () => {
  const client = localClient(inject('dynamodbEndpoint'), 'sweep');
  const table = await createTable(client, 'laurel');
  house = houseOn(table, '2024-05-01T12:00:00+03:00');
  await house.activate(monthlyAmount());
  house.set('2024-05-20T12:00:05+03:00');
  const [column] = compiledColumns(monthlyAmount());
  const shoppers = Array.from({ length: MEMBERS }, (_, index) => ({
    id: `member-${index}`,
    bought: new Map(index < GOLDEN ? [[column ?? '', 2_000_001]] : []),
  }));
  golden.push(...shoppers.slice(0, GOLDEN).map(({ id }) => id));
  await fillWithCrowd(client, 'laurel', monthlyAmount(), shoppers, '2024-05-20T12:00:05+03:00');
});

function compiledColumns(program: Program): readonly string[] {
  const compiled = compile(program);
  return compiled.ok ? compiled.program.columns.map(({ id }) => id) : [];
}

describe(`the sweep of ${MEMBERS} members, ${GOLDEN} of whom the turn changes`, () => {
  test('killed in the middle and started twice turns each exactly once; a further run writes nothing', async () => {
    house.set('2024-06-01T00:01:00+03:00');
    const killed = watched(house, 100);
    await expect(
      inFlight(everyShard, async (shard) => void (await sweepShard(killed.swept, shard))),
    ).rejects.toThrow('killed');
    expect(killed.counts.commits).toBeGreaterThanOrEqual(100);
    expect(killed.counts.commits).toBeLessThan(GOLDEN);

    const first = watched(house);
    const second = watched(houseOn(house.table, '2024-06-01T00:01:01+03:00'));
    await Promise.all(
      [first, second].map(({ swept }) =>
        inFlight(everyShard, async (shard) => void (await sweepShard(swept, shard))),
      ),
    );
    expect(killed.counts.commits + first.counts.commits + second.counts.commits).toBe(GOLDEN);

    let read = 0;
    await inFlight(golden, async (memberId) => {
      const facts = await house.facts.factsOf(memberId, null, 10);
      expect(facts.map(({ kind, seq, at: when }) => [kind, seq, when])).toEqual([
        ['status-changed', 2, at('2024-06-01T00:00:00+03:00')],
        ['enrolled', 1, at('2024-05-20T12:00:05+03:00')],
      ]);
      read += 1;
    });
    expect(read).toBe(GOLDEN);

    const further = watched(house);
    await inFlight(everyShard, async (shard) =>
      expect(await sweepShard(further.swept, shard)).toMatchObject({ kind: 'done', seen: 0, written: 0 }),
    );
    expect(further.counts).toEqual({ commits: 0, notes: 0 });
  });

  test('weeks late it closes every missed turn, and only members whom they change are written', async () => {
    house.set('2024-08-15T12:00:00+03:00');
    const late = watched(house);
    await inFlight(everyShard, async (shard) => void (await sweepShard(late.swept, shard)));
    expect(late.counts.commits).toBe(GOLDEN);
    const [newest] = await house.facts.factsOf(golden[0] ?? '', null, 1);
    expect(newest).toMatchObject({ from: 'gold', to: 'bronze', at: at('2024-07-01T00:00:00+03:00') });
  });

  test('states of tomorrow are passed by and noted, in the walk and among those who are due', async () => {
    house.set('2024-09-01T00:01:00+03:00');
    const client = localClient(inject('dynamodbEndpoint'), 'sweep');
    const broken = [golden[0], golden[1]].flatMap((id) => id ?? []).sort();
    for (const memberId of broken) {
      await client.send(
        new UpdateItemCommand({
          TableName: 'laurel',
          Key: keyAttributes(stateKey(memberId)),
          UpdateExpression: 'SET cn = :tomorrow, dueSk = :due',
          ExpressionAttributeValues: {
            ':tomorrow': packed(Uint8Array.of(250, 1, 2)),
            ':due': { S: dueKey(memberId, at('2024-08-20T12:00:00+03:00')).dueSk },
          },
        }),
      );
    }
    const failed: string[] = [];
    const autumn = watched(house);
    await inFlight(everyShard, async (shard) => {
      const { kind, failures } = await sweepShard(autumn.swept, shard);
      expect(kind).toBe('done');
      failed.push(...failures.keys());
    });
    expect(failed.sort()).toEqual(broken);
    expect(autumn.counts.commits).toBe(0);
    const noted = await Promise.all(everyShard.map((shard) => house.board.readNotes(shard)));
    expect(noted.flatMap(({ failed: ids }) => ids).sort()).toEqual(broken);
    expect(new Set(noted.map(({ walkedTo }) => walkedTo)).size).toBe(1);
  });
});
