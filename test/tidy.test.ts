import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { environmentOf } from '#contracts/environment.ts';
import { DEFAULT_ROUTE_HANDLER, routes } from '#contracts/http/routes.ts';
import { problems } from '#contracts/problems.ts';
import { drawHouse } from './tidy/draw-house.ts';
import { parsed } from './tidy/parsed-files.ts';
import { repoFiles } from './tidy/repo-files.ts';
import {
  backArrows,
  commandsClients,
  crossedFences,
  deadLinks,
  impureDomain,
  misplaced,
  namedIds,
  oversized,
  ownPeriods,
  type RepoFile,
  skipped,
  strayDocuments,
  undocumented,
  unexplainedIds,
  unknownScripts,
  unnamed,
  untestedFindings,
} from './tidy/rules.ts';
import { longFunctions, manyParameters, unusedExports } from './tidy/source-rules.ts';

const files = repoFiles();
const trees = parsed(files);

/** Requirements and decisions that work so far; whoever builds the next adds its id here, and a test that names it. */
const BUILT =
  'L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L12 L13 L16 L17 L18 L20 L21 L22 L27 L28 I7 I8 I9 I10 I11 I12 I13 I14 I17 I18 I19 I20 I21 I22 I23 I24 I25 I26 I27 I28 I29 I30 I31 I32 I33 I34 I35 I36 Y2 Y3 Y4 Y5 Y8 Y10 Y11 Y14 Y24 Y25 Y26 Y27 D1 D2 D3 D4 D5 D6 D7 D9 D11 D12 D14 D17 D18 D19 D20 D21 D22 D23 D24 D25 D27 D28 D30 D31 D33 D34 D35 D36 D37 D38 D80 D81 D83 D86 D99';

describe('the repository keeps its own order', () => {
  test('imports stay inside the fences', () => expect(crossedFences(files)).toEqual([]));
  test('clients of the command stay out of the bundles', () => expect(commandsClients(files)).toEqual([]));
  test('only who tells of the API takes its document', () => expect(strayDocuments(files)).toEqual([]));
  test('no arrow in the domain leads back up', () => expect(backArrows(files)).toEqual([]));
  test('periods are worked out in one place', () => expect(ownPeriods(files)).toEqual([]));
  test('the picture of the house is the house', () => {
    expect(readFileSync('docs/pictures/house.svg', 'utf8')).toBe(drawHouse(files));
  });
  test('the domain has no clock and no randomness', () => expect(impureDomain(files)).toEqual([]));
  test('every file stands in a room, under a name that says something', () =>
    expect(misplaced(files)).toEqual([]));
  test('files are small', () => expect(oversized(files)).toEqual([]));
  test('functions of the domain have at most four parameters', () =>
    expect(manyParameters(trees)).toEqual([]));
  test('functions fit a screen', () => expect(longFunctions(trees)).toEqual([]));
  test('what is exported is taken', () => expect(unusedExports(trees)).toEqual([]));
  test('links lead somewhere', () => expect(deadLinks(files)).toEqual([]));
  test('documents tell to run what there is', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    expect(unknownScripts(files, Object.keys(scripts))).toEqual([]);
  });
  test('no test is switched off', () => expect(skipped(files)).toEqual([]));
  test('every requirement that is built is named by a test or a program’s case', () => {
    expect(unnamed(BUILT.split(' '), files)).toEqual([]);
  });
  test('every id of a requirement or decision is explained, and every explanation is of use', () =>
    expect(unexplainedIds(files)).toEqual([]));
  test('every finding of a program has a test', () => expect(untestedFindings(files)).toEqual([]));
  test('every problem code has its heading, and the other way round', () => {
    expect(undocumented(Object.keys(problems), readFileSync('docs/problems.md', 'utf8'))).toEqual([]);
  });
  test('every function of the contract has a handler, every handler a function, every route a function', () => {
    const handlers = files.flatMap(({ path }) => /^functions\/([^/]+)\/handler\.ts$/.exec(path)?.[1] ?? []);
    expect([...handlers].sort()).toEqual(Object.keys(environmentOf).sort());
    const served = [...Object.values(routes).map(({ handler }) => handler), DEFAULT_ROUTE_HANDLER];
    expect(served.filter((handler) => !handlers.includes(handler))).toEqual([]);
  });
});

describe('and would notice', () => {
  const file = (path: string, text = ''): RepoFile => ({ path, text });
  test.each([
    ['npm in the domain', file('shared/domain/a.ts', "import { z } from 'zod';")],
    [
      'operations in the domain',
      file('shared/domain/a.ts', "import type { X } from '#operations/ports/ledger.ts';"),
    ],
    [
      'the domain by a longer way',
      file('shared/lambda/a.ts', "import { decide } from '../domain/decide.ts';"),
    ],
    ['a function in a function', file('functions/a/handler.ts', "import { b } from '../b/handler.ts';")],
    [
      'the document in the contracts',
      file('shared/contracts/a.ts', "import { openApiDocument } from '#api-document/openapi.ts';"),
    ],
    [
      'the domain in the document',
      file('shared/api-document/a.ts', "import { decide } from '#domain/decide.ts';"),
    ],
    ['handlers in infra', file('infra/a.ts', "import { handler } from '../functions/a/handler.ts';")],
    ['Laurel in the costs', file('cost/a.ts', "import { tableLayout } from '#contracts/table-layout.ts';")],
    ['the runner in the costs', file('cost/a.ts', "import { startSystem } from '../local/run-system.ts';")],
    ['Node in the operations', file('shared/operations/a.ts', "import { readFileSync } from 'node:fs';")],
  ])('a forbidden import: %s', (_what, culprit) => {
    expect(crossedFences([culprit])).toHaveLength(1);
  });

  test('a client of the command in a function', () => {
    const text = "import { CloudFormationClient } from '@aws-sdk/client-cloudformation';";
    expect(commandsClients([file('functions/a/handler.ts', text), file('cli/a.ts', text)])).toEqual([
      'functions/a/handler.ts imports @aws-sdk/client-cloudformation',
    ]);
  });

  test('the document of the API in another function', () => {
    const text = "import { docsPage } from '#api-document/docs-page.ts';";
    expect(
      strayDocuments([file('functions/a/handler.ts', text), file('functions/serve-docs/handler.ts', text)]),
    ).toEqual(['functions/a/handler.ts imports #api-document/docs-page.ts']);
  });

  test.each([['const now = Date.now();'], ['const at = new Date();'], ['const id = Math.random();']])(
    'a clock in the domain: %s',
    (text) => expect(impureDomain([file('shared/domain/a.ts', text)])).toHaveLength(1),
  );

  test.each([
    ['shared/loose.ts'],
    ['src/a.ts'],
    ['functions/loose.ts'],
    ['cli/utils.ts'],
    ['cli/index.ts'],
    ['notes.md'],
  ])('a file in the wrong room: %s', (path) => expect(misplaced([file(path)])).toHaveLength(1));

  test('an undocumented code, and a heading of none', () => {
    expect(undocumented(['a-code'], '### `other-code`\n')).toEqual([
      'a-code has no heading',
      'other-code is no code',
    ]);
  });

  test('a requirement that no test names', () => {
    expect(unnamed(['L1', 'L11'], [file('test/a.test.ts', 'L11 D1')])).toEqual(['L1']);
  });

  test.each([
    ['(L2, I14–I16; D5)', 'L2 I14 I15 I16 D5'],
    ['requirement: [Y24, D100]', 'Y24 D100'],
    ["'I22.15 D4: L3/L5', `P14`", 'I22 D4 L3 L5 P14'],
    ['P14D P1M P2W P1Y PT1H D1s 0xD1 %D1%82 #D1D1D1 #D10 L0 I/O D1000 aD1 A1', ''],
  ])('the ids in %s', (text, ids) => expect(namedIds(text).join(' ')).toBe(ids));

  test('an id without an explanation, an explanation of nothing, and one too many', () => {
    const page = file('docs/rules.md', '### L1\n\nAs L2 is.\n\n### L3\n\n### D7\n\n### D7\n');
    const source = file('shared/domain/a.ts', '/** Levels (L1, D5, D7), for P30D. */');
    const bytes = [file('test/table/a.json', '"B": "I8+"'), file('package-lock.json', 'sha512-/D9+')];
    expect(unexplainedIds([page, source, ...bytes])).toEqual([
      'shared/domain/a.ts names D5, which docs/rules.md does not explain',
      'docs/rules.md names L2, which docs/rules.md does not explain',
      'docs/rules.md explains L3, which nothing else names',
      'docs/rules.md explains D7 twice',
    ]);
    expect(unexplainedIds([source])).toHaveLength(3);
  });

  test('a finding that no test names', () => {
    const source = file('shared/domain/a.ts', "findings.warn(\n 'odd-thing', path)");
    expect(untestedFindings([source])).toEqual(['odd-thing']);
    expect(untestedFindings([source, file('test/domain/a.test.ts', "'odd-thing'")])).toEqual([]);
  });

  test.each([
    ["import { view } from '#domain/showing/view.ts';", 1],
    ["import { decide } from '#domain/decide.ts';", 1],
    ["import { asDay } from '#domain/time/time.ts';", 0],
    ["import { judge } from './judge.ts';", 0],
  ])('an arrow back up in the domain: %s', (text, count) => {
    expect(backArrows([file('shared/domain/reviews/a.ts', text)])).toHaveLength(count);
  });

  test('a period that is worked out elsewhere', () => {
    const text = 'const { from } = periodOf(every, day);';
    expect(ownPeriods([file('shared/domain/reviews/a.ts', text)])).toHaveLength(1);
  });

  test('a room of the domain that nobody named', () => {
    expect(backArrows([file('shared/domain/attic/a.ts')])).toHaveLength(1);
  });

  test('a document that tells to run what is not there', () => {
    expect(unknownScripts([file('docs/a.md', 'Say `npm run gone`.')], ['here'])).toHaveLength(1);
  });

  test('a long handler, a dead link, a test that shuts the others out', () => {
    expect(oversized([file('functions/a/handler.ts', 'x\n'.repeat(41))])).toHaveLength(1);
    expect(deadLinks([file('docs/a.md', '[gone](./gone.md)')])).toHaveLength(1);
    expect(skipped([file('test/a.test.ts', "test.only('a')")])).toHaveLength(1);
  });

  test('a doorway that is more than a doorway', () => {
    const found = [66, 67].map((lines) => oversized([file('shared/domain/decide.ts', 'x\n'.repeat(lines))]));
    expect(found.map(({ length }) => length)).toEqual([0, 1]);
  });

  test.each([
    ['function many(a, b, c, d, e) {}', 'many'],
    ['const many = (a, { b }, [c], d, ...e) => a;', 'many'],
    ['const register = { many(a, b, c, d, e) {} };', 'many'],
    ['class Register { many(a, b, c, d, e) {} }', 'Register.many'],
    ['class Register { constructor(a, b, c, d, e) {} }', 'Register.constructor'],
    ['function few(a) { return [a].map((b, c, d, e, f) => f); }', 'few > (arrow)'],
    ['const few = (a, b, c, d) => (e) => e;', null],
    ['type Many = (a: 1, b: 2, c: 3, d: 4, e: 5) => void;', null],
  ])('five parameters in the domain: %s', (text, name) => {
    const found = manyParameters(parsed([file('shared/domain/a.ts', text), file('cli/a.ts', text)]));
    expect(found).toEqual(name === null ? [] : [`shared/domain/a.ts ${name}`]);
  });

  test('a function of 71 lines, and not one of 70 under a long comment', () => {
    const long = (lines: number): string => `() => {\n${'go();\n'.repeat(lines - 2)}};\n`;
    const comment = `/**\n${' * Why.\n'.repeat(9)} */\n`;
    const text = `${comment}const short = ${long(70)}const register = { long: ${long(71).replace(';\n};', ';\n}};')}`;
    const found = longFunctions(parsed([file('infra/a.ts', text), file('test/a.test.ts', text)]));
    expect(found).toEqual(['infra/a.ts long']);
  });

  test.each([
    ['export const gone = 1;', 'cli/a.ts gone'],
    ['export function gone() { return gone(); }', 'cli/a.ts gone'],
    ['export interface Gone { again: Gone }', 'cli/a.ts Gone'],
    ['export type Gone = 1; const here: Gone = 1;', 'cli/a.ts Gone'],
    ['export class Gone {}', 'cli/a.ts Gone'],
    ['const gone = 1; export { gone };', 'cli/a.ts gone'],
    ['export const taken = 1;', null],
    ['export interface Shape {}', null],
    ['export const renamed = 1;', null],
    ['export const tried = 1; const all = [tried];', null],
    ['export const tried = 1;', 'cli/a.ts tried'],
  ])('an export that nothing takes: %s', (text, found) => {
    const user = "import { taken, renamed as other, type Shape } from '../cli/a.ts';";
    const trial = "import { tried } from '../../cli/a.ts';";
    const all = [file('cli/a.ts', text), file('cli/b.ts', user), file('test/cli/a.test.ts', trial)];
    expect(unusedExports(parsed(all))).toEqual(found === null ? [] : [found]);
  });

  test('an export of a shared layer, taken by its alias or as a whole', () => {
    const source = file('shared/domain/a.ts', 'export const one = 1; export const other = 2;');
    const by = (text: string): readonly string[] => unusedExports(parsed([source, file('cli/b.ts', text)]));
    expect(by("import { one } from '#domain/a.ts';")).toEqual(['shared/domain/a.ts other']);
    expect(by("import * as all from '#domain/a.ts';")).toEqual([]);
    expect(by("const all = await import('#domain/a.ts');")).toEqual([]);
  });
});
