import fc from 'fast-check';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
}

const FEW = 4;

/** Values of a JSON schema, as far as our document uses the language. */
export function anyBodyOf(schema: object): fc.Arbitrary<unknown> {
  const { $defs = {} } = schema as Schema;
  return valuesOf(schema as Schema, $defs);
}

function valuesOf(schema: Schema, defs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type } = schema;
  if ($ref !== undefined) {
    const found = defs[$ref.split('/').at(-1) ?? ''];
    if (found === undefined) throw new Error(`${$ref} leads nowhere`);
    return valuesOf(found, defs);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((each) => valuesOf(each, defs)));
  switch (type) {
    case 'object':
      return objectsOf(schema, defs);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, defs), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? FEW, FEW),
      });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e9, max: Math.min(schema.maximum ?? 1e9, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textsOf(schema);
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objectsOf(schema: Schema, defs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, valuesOf(each, defs)]),
  );
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  if (typeof additionalProperties !== 'object') return known;
  const names = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,39}$/);
  const more = fc.dictionary(names, valuesOf(additionalProperties, defs), { maxKeys: FEW });
  return fc.tuple(known, more).map(([one, other]) => ({ ...other, ...one }));
}

function textsOf({ pattern, format, minLength, maxLength, examples }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2030-01-01') })
      .map((it) => it.toISOString());
  if (pattern !== undefined && examples?.length !== undefined)
    return fc.constantFrom(...examples.map(String));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: minLength ?? 0, maxLength: Math.min(maxLength ?? 40, 40), unit: 'grapheme' });
}

/** Bodies of a schema with one thing that it does not allow, as JSON text. */
export function spoilt(schema: object): fc.Arbitrary<string> {
  const wrong = fc.constantFrom<unknown>(null, [], {}, -1.5, 1e308, '', '\u0000', [[[]]], '\uD800', {
    $ne: 1,
  });
  const values = fc.record({
    body: anyBodyOf(schema),
    value: wrong,
    name: fc.string({ minLength: 1 }),
    at: fc.nat(),
  });
  return values.map(({ body, value, name, at }) => {
    const fields = Object.keys(body as object);
    const spoiltField = fields[at % (fields.length + 1)];
    // A field that nobody knows, under a name that nobody has.
    if (spoiltField === undefined) return JSON.stringify({ ...(body as object), [`x${name}`]: value });
    return JSON.stringify({ ...(body as object), [spoiltField]: { wrong: value } });
  });
}
