import { beforeEach, describe, expect, inject, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { ProgramTimeline } from '#operations/ports/programs.ts';
import { programArchive } from '#table/program-archive.ts';
import { programTimeline } from '#table/program-timeline.ts';
import type { Table } from '#table/send.ts';
import { calendar } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { sampleProgram } from './contracts/archive-contract.ts';

const client = localClient(inject('dynamodbEndpoint'), 'timeline');
let tables = 0;
let table: Table;
let now: number;
let compiled: string[];
let reads: number;
let timeline: ProgramTimeline;

beforeEach(async () => {
  tables += 1;
  table = await createTable(client, `timeline-${tables}`);
  now = 1_000_000;
  compiled = [];
  reads = 0;
  const counted: Table = {
    ...table,
    get: (request) => {
      reads += 1;
      return table.get(request);
    },
  };
  timeline = programTimeline(
    counted,
    (program) => {
      compiled.push(program.name);
      return compile(program);
    },
    { clock: { now: () => asEpochMs(now) }, calendar },
  );
});

const append = (version: number, from: number, name: string) =>
  programArchive(table).append(
    { version, from: asEpochMs(from), announcedAt: null },
    sampleProgram(name),
    version - 1,
  );

const versions = async () => (await timeline.current()).versions.map(({ version, from }) => [version, from]);

describe('the timeline in force (D27)', () => {
  test('without a program it is empty', async () => {
    expect(await versions()).toEqual([]);
  });

  test('it is read again after 30 s, and only what is new is compiled', async () => {
    await append(1, 10, 'one');
    expect(await versions()).toEqual([[1, 10]]);
    await append(2, 20, 'two');
    now += 29_999;
    expect(await versions()).toEqual([[1, 10]]);
    expect(reads).toBe(2);
    now += 1;
    expect(await versions()).toEqual([
      [1, 10],
      [2, 20],
    ]);
    expect(compiled).toEqual(['one', 'two']);
    expect(reads).toBe(4);
  });

  test('a clock that goes back reads again', async () => {
    await append(1, 10, 'one');
    await timeline.current();
    await append(2, 20, 'two');
    now -= 1;
    expect((await versions()).length).toBe(2);
  });

  test('who asks at once shares one read', async () => {
    await append(1, 10, 'one');
    const [one, other] = await Promise.all([timeline.current(), timeline.current()]);
    expect(one).toBe(other);
    expect(reads).toBe(2);
  });

  test('a stored version that does not compile is a broken invariant, not half a timeline', async () => {
    await append(1, 10, 'one');
    const broken = { ...sampleProgram('broken'), currency: 'nothing' };
    await programArchive(table).append({ version: 2, from: asEpochMs(20), announcedAt: null }, broken, 1);
    await expect(timeline.current()).rejects.toThrow(
      'program version 2 is on the timeline and does not compile',
    );
  });
});
