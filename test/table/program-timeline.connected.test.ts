import { beforeEach, describe, expect, inject, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { outlineOf } from '#domain/program/outline.ts';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { NewRow, ProgramTimeline } from '#operations/ports/programs.ts';
import { atMoment } from '#operations/with-programs.ts';
import { programArchive } from '#table/program-archive.ts';
import { programTimeline } from '#table/program-timeline.ts';
import type { Table } from '#table/send.ts';
import { someAct } from '../fixtures/hand.ts';
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
    getBatch: (request) => {
      reads += 1;
      return table.getBatch(request);
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

const append = (
  version: number,
  from: number,
  program: Program,
  outline: NewRow['outline'] = outlineOf(program),
) =>
  programArchive(table).append(
    { version, from: asEpochMs(from), announcedAt: null, outline },
    program,
    version - 1,
    someAct(from),
  );

const programAt = (now: number): Promise<string | null> =>
  atMoment(timeline, asEpochMs(now), (moment) => moment?.program.source.name ?? null);

const versions = async () => (await timeline.current()).versions.map(({ version, from }) => [version, from]);

describe('the timeline in force (D27)', () => {
  test('without a program it is empty', async () => {
    expect(await versions()).toEqual([]);
  });

  test('it is read again after 30 s, and only what is new is compiled', async () => {
    await append(1, 10, sampleProgram('one'));
    expect(await versions()).toEqual([[1, 10]]);
    await append(2, 20, sampleProgram('two'));
    now += 29_999;
    expect(await versions()).toEqual([[1, 10]]);
    expect(reads).toBe(1);
    now += 1;
    expect(await versions()).toEqual([
      [1, 10],
      [2, 20],
    ]);
    expect(compiled).toEqual([]);
    expect(reads).toBe(2);
  });

  test('a clock that goes back reads again', async () => {
    await append(1, 10, sampleProgram('one'));
    await timeline.current();
    await append(2, 20, sampleProgram('two'));
    now -= 1;
    expect((await versions()).length).toBe(2);
  });

  test('who asks at once shares one read', async () => {
    await append(1, 10, sampleProgram('one'));
    const [one, other] = await Promise.all([timeline.current(), timeline.current()]);
    expect(one).toBe(other);
    expect(reads).toBe(1);
  });

  test('and one read of what an older Laurel appended', async () => {
    await append(1, 10, sampleProgram('one'), null);
    const [one, other] = await Promise.all([timeline.current(), timeline.current()]);
    expect(one).toBe(other);
    expect(reads).toBe(2);
  });

  test('a version is read and compiled when it is needed, and once', async () => {
    for (let version = 1; version <= 200; version += 1)
      await append(
        version,
        version * 10,
        sampleProgram(`v${version}`),
        version === 1 ? undefined : 'as-before',
      );
    expect(await programAt(5_000)).toBe('v200');
    expect([reads, compiled]).toEqual([2, ['v200']]);
    now += 30_000;
    expect(await programAt(5_000)).toBe('v200');
    expect([reads, compiled]).toEqual([3, ['v200']]);
    expect(await programAt(45)).toBe('v4');
    expect([reads, compiled]).toEqual([4, ['v200', 'v4']]);
  });

  test('a row without an outline is read where the timeline is: an older Laurel appended it', async () => {
    await append(1, 10, sampleProgram('one'), null);
    await append(2, 20, sampleProgram('two'));
    expect(await programAt(25)).toBe('two');
    // Read for its outline, and not compiled for it.
    expect([compiled, reads]).toEqual([['two'], 3]);
    expect(await programAt(15)).toBe('one');
  });

  test('nor does one without an outline that does not compile stop anybody else', async () => {
    await append(1, 10, { ...sampleProgram('broken'), currency: 'nothing' }, null);
    await append(2, 20, sampleProgram('two'));
    expect(await programAt(25)).toBe('two');
    await expect(programAt(15)).rejects.toThrow('program version 1 is on the timeline and does not compile');
  });

  test('a stored version that does not compile harms who needs it, and nobody else', async () => {
    const broken = { ...sampleProgram('broken'), currency: 'nothing' };
    await append(1, 10, broken, outlineOf(sampleProgram('broken')));
    await append(2, 20, sampleProgram('two'));
    expect(await programAt(25)).toBe('two');
    const failing = 'program version 1 is on the timeline and does not compile';
    await expect(programAt(15)).rejects.toThrow(failing);
    await expect(programAt(15)).rejects.toThrow(failing);
    expect(await programAt(25)).toBe('two');
  });
});
