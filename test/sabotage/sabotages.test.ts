import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sabotages } from './sabotages.ts';

/** That nothing is left out of `npm run test:sabotage`, and that it finds what it takes out. */
const NAMED =
  /\b(?:itemIsNew|itemExists|entryIsUnclaimed|memberIsAtVersion|listIsAtRevision|saleIsAsRead|saleIsAwaited|followUpIsUnclaimed|progressIsNotAhead|triesAreLeft)\b/g;
const CONDITIONS = 'shared/table/requests/conditions.ts';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** The parts of a file that some sabotage takes out: from, to. */
const takenOf = (file: string, text: string): readonly (readonly [number, number])[] =>
  sabotages
    .filter((row) => row.file === file)
    .map(({ find }) => [text.indexOf(find), text.indexOf(find) + find.length] as const);

/** Places of a pattern that no sabotage touches; `near` widens what it touches by so many lines before and after. */
function untouched(file: string, pattern: RegExp, near: number): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const lineOf = (index: number): number => text.slice(0, index).split('\n').length;
  const taken = takenOf(file, text);
  return [...text.matchAll(pattern)].flatMap(({ index, 0: found }) => {
    const line = lineOf(index);
    const code = text.split('\n')[line - 1] ?? '';
    // A line of an import of several lines is a name and a comma.
    if (/^(?:import|export) |^ *(?:\*|\/\/)|^ {2}(?:type )?\w+,$/.test(code)) return [];
    const isTouched = taken.some(([from, to]) =>
      near === 0 ? index >= from && index < to : line >= lineOf(from) - 1 && line <= lineOf(to) + near,
    );
    return isTouched ? [] : [`${file}:${line} ${found}`];
  });
}

describe('every guard has its sabotage', () => {
  test('each named condition, wherever a request asks for it', () => {
    const files = filesIn('shared/table/requests').filter((file) => file !== CONDITIONS);
    const left = files.flatMap((file) => untouched(file, NAMED, 0));
    expect(left.filter((place) => !/^.*import/.test(place))).toEqual([]);
  });

  test('each condition’s own words', () => {
    expect(untouchedConditions()).toEqual([]);
  });

  test('each refusal of the operations and of a sale', () => {
    const files = [...filesIn('shared/operations'), 'shared/domain/entries/sale-refusals.ts'];
    expect(files.flatMap((file) => untouched(file, /\b(?:refused|refuse)\('?/g, 3))).toEqual([]);
  });
});

test('each file that the mutation tool leaves to connected tests has rows here', () => {
  const { mutate } = JSON.parse(readFileSync('test/mutation/operations.config.json', 'utf8')) as {
    readonly mutate: readonly string[];
  };
  const left = mutate.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  // The wiring of ports decides nothing: the compiler holds it.
  const deciding = left.filter((file) => file !== 'shared/table/deciding-ports.ts');
  expect(deciding.length).toBeGreaterThan(10);
  expect(deciding.filter((file) => !sabotages.some((row) => row.file === file))).toEqual([]);
});

function untouchedConditions(): readonly string[] {
  const text = readFileSync(CONDITIONS, 'utf8');
  const taken = takenOf(CONDITIONS, text);
  return [...text.matchAll(/ConditionExpression: '[^']+'/g)]
    .filter(({ index, 0: found }) => !taken.some(([from, to]) => from < index + found.length && to > index))
    .map(([found]) => found);
}

test.each(sabotages.map((row) => [row.name, row] as const))('%s: stands in its file once', (_name, row) => {
  expect(readFileSync(row.file, 'utf8').split(row.find)).toHaveLength(2);
});

test('no two have one name', () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length);
});
