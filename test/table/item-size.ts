import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item's size as the table counts it: names and values in UTF-8, a number by its digits, three bytes a list or map. */
export function itemBytes(item: Record<string, AttributeValue>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return 3 + value.SS.reduce((sum, each) => sum + 1 + Buffer.byteLength(each), 0);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, part) => sum + 1 + valueBytes(part), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  throw new Error('an attribute type that this table does not use');
}

function numberBytes(written: string): number {
  const digits = written.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (written.startsWith('-') ? 1 : 0);
}
