/** An attribute value as it travels: `{ S: … }`, `{ N: … }`, `{ B: base64 }`, `{ M: … }` … */
export type WireValue = Readonly<Record<string, unknown>>;
export type WireItem = Readonly<Record<string, WireValue>>;

/** Bytes that DynamoDB counts for an item: names and values, as its documentation gives them. */
export function itemBytes(item: WireItem): number {
  return sum(Object.entries(item).map(([name, value]) => attributeBytes(name, value)));
}

export function attributeBytes(name: string, value: WireValue): number {
  return Buffer.byteLength(name) + valueBytes(value);
}

/** An attribute value's bytes without its name. */
export function valueBytes(value: WireValue): number {
  const [entry] = Object.entries(value);
  if (entry === undefined) throw new Error('An attribute value without a type.');
  const [type, content] = entry;
  switch (type) {
    case 'S':
      return Buffer.byteLength(content as string);
    case 'N':
      return numberBytes(content as string);
    case 'B':
      return Buffer.from(content as string, 'base64').length;
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'SS':
    case 'NS':
    case 'BS':
      return sum((content as string[]).map((element) => valueBytes({ [type.slice(0, 1)]: element })));
    case 'L':
      return 3 + sum((content as WireValue[]).map((element) => 1 + valueBytes(element)));
    case 'M':
      return (
        3 + sum(Object.entries(content as WireItem).map(([name, inner]) => 1 + attributeBytes(name, inner)))
      );
    default:
      throw new Error(`The attribute type ${type} is not known.`);
  }
}

/** A byte for two significant digits (zeros at both ends do not count), one more, and one for a minus sign. */
function numberBytes(text: string): number {
  const mantissa = text.toLowerCase().split('e')[0] ?? '';
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '').length;
  return Math.ceil(significant / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
