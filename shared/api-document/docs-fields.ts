import type { JsonSchema, OpenApiDocument } from './openapi-form.ts';

/** One row of a body's table: where, of what kind, whether it must be there, and what it is. */
export interface FieldRow {
  /** `lines[].amountMinor`. */
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly description: string;
}

type Schemas = OpenApiDocument['components']['schemas'];

const COMPONENT = '#/components/schemas/';

/** The schema behind a reference; what stands beside the reference wins. */
function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return schema;
  return { ...(schemas[$ref.slice(COMPONENT.length)] ?? {}), ...beside };
}

interface Opened {
  readonly schema: JsonSchema;
  readonly nullable: boolean;
  /** Of a union with more than one form. */
  readonly forms: readonly JsonSchema[];
}

/** A schema without its `null`: the one form that is left, or the several of a union. */
function open(schema: JsonSchema, schemas: Schemas): Opened {
  const whole = resolved(schema, schemas);
  // Forms beside fields of its own only say which of them belong together.
  const all = whole.properties === undefined ? (whole.anyOf ?? whole.oneOf) : undefined;
  if (all === undefined) return { schema: whole, nullable: false, forms: [] };
  const forms = all.map((form) => resolved(form, schemas)).filter(({ type }) => type !== 'null');
  const nullable = forms.length < all.length;
  const [only] = forms;
  if (only === undefined || forms.length > 1) return { schema: whole, nullable, forms };
  const inner = open(only, schemas);
  const description = whole.description ?? inner.schema.description;
  return {
    ...inner,
    nullable: nullable || inner.nullable,
    schema: description === undefined ? inner.schema : { ...inner.schema, description },
  };
}

function plainKind(schema: JsonSchema, schemas: Schemas): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' · ');
  if (schema.type === 'array') return `list of ${kindOf(schema.items ?? {}, schemas)}`;
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object' ? 'object by name' : 'object';
  if (schema.type === 'integer') return 'whole number';
  if (schema.type === 'string') return schema.format === undefined ? 'text' : `text, ${schema.format}`;
  return typeof schema.type === 'string' ? schema.type : 'any';
}

/** The kind of a value in words: `whole number`, `list of object`, `text or null`. */
export function kindOf(schema: JsonSchema, schemas: Schemas): string {
  const { schema: inner, nullable, forms } = open(schema, schemas);
  const kinds =
    forms.length > 0 ? forms.map((form) => plainKind(form, schemas)) : [plainKind(inner, schemas)];
  return [...new Set(kinds), ...(nullable ? ['null'] : [])].join(' or ');
}

/** The rules that a kind does not say: bounds, sizes, patterns. */
function boundsOf({ minimum, maximum, maxLength, maxItems, pattern }: JsonSchema): string {
  const shown = (value: number): string => value.toLocaleString('en-GB');
  return [
    pattern === undefined ? '' : `Form: \`${pattern}\``,
    minimum === undefined || Math.abs(minimum) === Number.MAX_SAFE_INTEGER ? '' : `From ${shown(minimum)}.`,
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? '' : `Up to ${shown(maximum)}.`,
    maxLength === undefined || pattern !== undefined ? '' : `At most ${maxLength} characters.`,
    maxItems === undefined ? '' : `At most ${maxItems}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Every field of a body, nested ones by their path, in the order of the schema. */
export function fieldRows(schema: JsonSchema, schemas: Schemas, prefix = ''): readonly FieldRow[] {
  const { schema: body, forms } = open(schema, schemas);
  if (forms.length > 0) return formRows(forms, schemas, prefix);
  if (body.type === 'array') return fieldRows(body.items ?? {}, schemas, `${prefix}[]`);
  return Object.entries(body.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const { schema: inner } = open(field, schemas);
    const description = [inner.description ?? '', boundsOf(inner)].filter(Boolean).join(' ');
    const required = body.required?.includes(key) ?? false;
    return [
      { name, kind: kindOf(field, schemas), required, description },
      ...fieldRows(field, schemas, name),
    ];
  });
}

/** A union's fields once each: needed only where every form needs them. */
function formRows(forms: readonly JsonSchema[], schemas: Schemas, prefix: string): readonly FieldRow[] {
  const rows = new Map<string, FieldRow>();
  const perForm = forms.map((form) => fieldRows(form, schemas, prefix));
  for (const row of perForm.flat()) {
    const known = rows.get(row.name);
    const kind = known === undefined || known.kind === row.kind ? row.kind : `${known.kind} · ${row.kind}`;
    const required = perForm.every((form) =>
      form.some(({ name, required }) => name === row.name && required),
    );
    rows.set(row.name, { ...row, kind, required });
  }
  return [...rows.values()];
}
