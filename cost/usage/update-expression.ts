import { valueBytes, type WireValue } from './item-size.ts';

/** The effect of an update on one top-level attribute: its new value's bytes and, where it is plain, the value. */
export type AttributeChange =
  | { readonly kind: 'set'; readonly bytes: number; readonly value: WireValue | null }
  | { readonly kind: 'removed' };

export interface UpdateParts {
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, WireValue>>;
}

/** The expression uses something whose size cannot be told from the request. */
export class UnreadableUpdate extends Error {
  override readonly name = 'UnreadableUpdate';
}

const SECTION = /\b(SET|REMOVE|ADD|DELETE)\b/i;

/**
 * Reads an update expression into changes of top-level attributes. `bytesNow` answers the bytes of an attribute's value
 * as it stands, `null` if there is none. Sums of numbers are taken at the larger operand's size, at least what stands.
 * Throws `UnreadableUpdate` for paths into maps and lists, and for functions other than `if_not_exists`.
 */
export function readUpdate(
  parts: UpdateParts,
  bytesNow: (attribute: string) => number | null,
): ReadonlyMap<string, AttributeChange> {
  const changes = new Map<string, AttributeChange>();
  const nameOf = (path: string) => attributeName(path.trim(), parts);
  const pieces = (parts.UpdateExpression ?? '').split(SECTION).map((piece) => piece.trim());
  for (let at = 1; at < pieces.length; at += 2) {
    const section = pieces[at]?.toUpperCase();
    for (const action of splitActions(pieces[at + 1] ?? '')) {
      if (section === 'REMOVE') {
        changes.set(nameOf(action), { kind: 'removed' });
      } else if (section === 'SET') {
        const equals = action.indexOf('=');
        changes.set(
          nameOf(action.slice(0, equals)),
          readOperand(action.slice(equals + 1).trim(), parts, bytesNow),
        );
      } else if (section === 'ADD') {
        const [path = '', operand = ''] = action.split(/\s+/);
        const name = nameOf(path);
        changes.set(name, {
          kind: 'set',
          bytes: Math.max(plain(operand, parts), bytesNow(name) ?? 0),
          value: null,
        });
      } else {
        throw new UnreadableUpdate(`${section} in ${parts.UpdateExpression}`);
      }
    }
  }
  return changes;
}

function readOperand(
  operand: string,
  parts: UpdateParts,
  bytesNow: (attribute: string) => number | null,
): AttributeChange {
  if (/^:\w+$/.test(operand)) {
    return {
      kind: 'set',
      bytes: plain(operand, parts),
      value: parts.ExpressionAttributeValues?.[operand] ?? null,
    };
  }
  const terms = operand.split(/\s*[+-]\s*/);
  const bytes = terms.map((term) => termBytes(term.trim(), parts, bytesNow));
  return { kind: 'set', bytes: Math.max(...bytes), value: null };
}

function termBytes(term: string, parts: UpdateParts, bytesNow: (attribute: string) => number | null): number {
  if (term.startsWith(':')) return plain(term, parts);
  const [, path, otherwise] = /^if_not_exists\s*\(\s*([^,\s]+)\s*,\s*([^)\s]+)\s*\)$/i.exec(term) ?? [];
  if (path !== undefined && otherwise !== undefined) {
    return bytesNow(attributeName(path, parts)) ?? termBytes(otherwise, parts, bytesNow);
  }
  if (/^[#\w]+$/.test(term)) return bytesNow(attributeName(term, parts)) ?? 0;
  throw new UnreadableUpdate(term);
}

function plain(placeholder: string, parts: UpdateParts): number {
  const value = parts.ExpressionAttributeValues?.[placeholder];
  if (value === undefined) throw new UnreadableUpdate(`${placeholder} has no value.`);
  return valueBytes(value);
}

function attributeName(path: string, parts: UpdateParts): string {
  if (!/^[#\w-]+$/.test(path)) throw new UnreadableUpdate(`The path ${path} leads into an attribute.`);
  return path.startsWith('#') ? (parts.ExpressionAttributeNames?.[path] ?? path) : path;
}

/** Splits at commas that stand outside brackets. */
function splitActions(section: string): string[] {
  const actions: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= section.length; at++) {
    const letter = section[at];
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (at === section.length || (letter === ',' && depth === 0)) {
      const action = section.slice(from, at).trim();
      if (action !== '') actions.push(action);
      from = at + 1;
    }
  }
  return actions;
}
