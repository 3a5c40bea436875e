import type { ProblemError } from '#contracts/http/problem.ts';
import { RefusedRequest } from './refused-request.ts';

/** Deep enough for every document of the API; beyond it lies an attack. */
export const MAX_DEPTH = 16;

interface Level {
  /** Keys seen so far; `null` in an array. */
  readonly keys: Set<string> | null;
  /** Key or index of the value that is being read. */
  step: string | number;
}

/** RFC 6901. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A longer or stranger key is not repeated in an answer: its object is pointed at instead. */
const SHOWN_KEY = /^[\w .-]{1,64}$/;

export function pointerToKey(path: readonly PropertyKey[], key: string): string {
  return pointerOf(SHOWN_KEY.test(key) ? [...path, key] : path);
}

const at = (levels: readonly Level[]): readonly (string | number)[] => levels.map(({ step }) => step);

const problemAt = (pointer: string, code: string, detail: string): readonly ProblemError[] => [
  { pointer, code, detail },
];

/** The end of the string that starts at `start`: the index of its closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}

function nextIsColon(text: string, from: number): boolean {
  let index = from;
  while (' \t\n\r'.includes(text[index] ?? 'x')) index += 1;
  return text[index] === ':';
}

function enter(levels: Level[], level: Level): void {
  levels.push(level);
  if (levels.length > MAX_DEPTH)
    throw new RefusedRequest('too-deep', [
      { pointer: '', code: 'too-deep', detail: `At most ${MAX_DEPTH} levels.` },
    ]);
}

function readKey(levels: readonly Level[], literal: string): void {
  const level = levels.at(-1);
  if (level?.keys === undefined || level.keys === null) return;
  const key: string = literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);
  const above = at(levels.slice(0, -1));
  if (level.keys.has(key)) {
    const pointer = pointerToKey(above, key);
    throw new RefusedRequest('duplicate-key', problemAt(pointer, 'duplicate-key', 'Stands twice.'));
  }
  // A schema of any keys would drop it without a word, where a schema of known ones refuses it (row 5).
  if (key === '__proto__') {
    const pointer = pointerToKey(above, key);
    throw new RefusedRequest('schema', problemAt(pointer, 'unknown-field', 'There is no such field here.'));
  }
  level.keys.add(key);
  level.step = SHOWN_KEY.test(key) ? key : '';
}

/**
 * Walks a text that is known to be JSON and refuses what `JSON.parse` lets pass: a key that stands twice in an object
 * (the last one would silently win), a prototype, and nesting that no document of ours has.
 * @throws {RefusedRequest} `duplicate-key`, `schema` or `too-deep`
 */
export function refuseDoubleKeysAndDepth(text: string): void {
  const levels: Level[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const level = levels.at(-1);
    switch (text[index]) {
      case '{':
        enter(levels, { keys: new Set(), step: '' });
        break;
      case '[':
        enter(levels, { keys: null, step: 0 });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level !== undefined && typeof level.step === 'number') level.step += 1;
        break;
      case '"': {
        const end = endOfString(text, index);
        if (nextIsColon(text, end + 1)) readKey(levels, text.slice(index, end + 1));
        index = end;
        break;
      }
      default:
    }
  }
}
