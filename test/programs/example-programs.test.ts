import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programJsonSchema } from '#contracts/program/program-file.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { runCase } from '../../cli/program-cases/run-case.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { catalogueBeside } from '../../cli/program-file/read-catalogue.ts';

const folder = new URL('../../programs/', import.meta.url);
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const textOf = (name: string): string => readFileSync(new URL(`${name}/program.yaml`, folder), 'utf8');

function load(name: string) {
  const file = fileURLToPath(new URL(`${name}/program.yaml`, folder));
  const loaded = loadProgram(textOf(name), catalogueBeside(file));
  if (!loaded.ok) throw new Error(`${name} does not load: ${loaded.findings.map(({ message }) => message)}`);
  return loaded;
}

describe.each(names)('programs/%s', (name) => {
  it('has no finding, not even a warning', () => {
    expect(load(name).findings).toEqual([]);
  });

  it('names the schema that editors read', () => {
    expect(textOf(name).split('\n')[0]).toBe('# yaml-language-server: $schema=../program.schema.json');
  });

  const { program, file } = load(name);
  it('names the ids that its cases prove, although free text would do', () => {
    const named = (file.cases ?? []).map(({ requirement = [] }) => [requirement].flat());
    const bare = named.filter((ids) => ids.length === 0 || !ids.every((id) => /^[LIYPD]\d{1,3}$/.test(id)));
    expect(bare).toEqual([]);
  });

  it.each(file.cases ?? [])('$requirement $name', (programCase) => {
    const { checks } = runCase(program, programCase, [], zoneCalendar());
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.length).toBeGreaterThan(0);
  });
});

describe('the example programs', () => {
  it('together prove what the sources’ examples say', () => {
    const proved = new Set(
      names.flatMap((name) => (load(name).file.cases ?? []).flatMap(({ requirement }) => requirement)),
    );
    const wanted =
      'L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L13 L16 L17 L18 D1 D5 D17 D19 D20 D21 D22 D31 D34 D36 D37 Y24'.split(
        ' ',
      );
    expect(wanted.filter((id) => !proved.has(id))).toEqual([]);
  });

  it('have a current schema beside them: `npm run schema` writes it', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('program.schema.json', folder), 'utf8'));
    expect(programJsonSchema()).toEqual(written);
  });

  it('have a schema that describes every field', () => {
    expect(undescribed(programJsonSchema() as SchemaNode, '')).toEqual([]);
  });
});

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
}

/** The paths of all properties without a description. */
function undescribed(node: SchemaNode, path: string): string[] {
  const inner = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description === undefined ? [`${path}.${key}`] : []),
    ...undescribed(child, `${path}.${key}`),
  ]);
  const values =
    typeof node.additionalProperties === 'object' ? undescribed(node.additionalProperties, `${path}.*`) : [];
  const items = node.items === undefined ? [] : undescribed(node.items, `${path}[]`);
  return [...inner, ...values, ...items, ...(node.anyOf ?? []).flatMap((each) => undescribed(each, path))];
}
