import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { ProgramPath } from '#domain/program/program.ts';
import type { LocatedFinding, Place } from './located-finding.ts';

/** Far above any program written by hand, far below what would tire a parser. */
const MAX_BYTES = 1_000_000;
/** References to anchors that one file may hold: enough for shared texts, too few for a bomb. */
const MAX_ALIASES = 100;

/** A YAML text with the places of its parts, or what keeps it from being one. */
type YamlSource =
  | { readonly ok: true; readonly value: unknown; readonly places: Places }
  | { readonly ok: false; readonly findings: readonly LocatedFinding[] };

/** Finds the place of a path: of its value, or of its key. A path that leads nowhere answers its nearest ancestor. */
export interface Places {
  readonly ofValue: (path: ProgramPath) => Place;
  readonly ofKey: (path: ProgramPath) => Place;
}

/** Reads YAML 1.2 strictly: string keys, no key twice, few aliases, one document, at most 1 MB. */
export function readYaml(text: string): YamlSource {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return refusal(
      'file-too-large',
      { line: 1, column: 1, length: 1 },
      'The file is larger than 1 MB.',
      'Split it: a program holds rules, not data.',
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) {
    return { ok: false, findings: document.errors.map((error) => syntaxFinding(error, lines, text)) };
  }
  const aliases = unresolvedAliases(document);
  if (aliases.length > 0)
    return { ok: false, findings: aliases.map((alias) => aliasFinding(alias, lines, text)) };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { ok: true, value, places: placesIn(document, lines, text) };
  } catch (error) {
    // All aliases have their anchors: what is left is that they multiply.
    if (!(error instanceof ReferenceError)) throw error;
    return refusal(
      'too-many-aliases',
      { line: 1, column: 1, length: 1 },
      'The file refers to its anchors too often.',
      'Write out what the aliases stand for.',
    );
  }
}

function unresolvedAliases(document: Document): readonly Alias[] {
  const found: Alias[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) === undefined) found.push(alias);
    },
  });
  return found;
}

function aliasFinding(alias: Alias, lines: LineCounter, text: string): LocatedFinding {
  const [start, end] = alias.range ?? [0, 1];
  return {
    severity: 'error',
    code: 'unknown-alias',
    place: placeAt(start, end, lines, text),
    message: `Nothing above is marked \`&${alias.source}\`.`,
    advice: 'Mark it before it is referred to; or, if a text begins with `*`, put quotes around it.',
  };
}

function refusal(code: string, place: Place, message: string, advice: string): YamlSource {
  return { ok: false, findings: [{ severity: 'error', code, place, message, advice }] };
}

const syntaxAdvice: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two: the second would silently replace the first.',
  TAB_AS_INDENT: 'Indent with blanks.',
  BAD_INDENT: 'Let keys of one object begin in the same column, and close each bracket.',
  MULTIPLE_DOCS: 'Keep one document in a file: take out the line `---`.',
  NON_STRING_KEY: 'Write a plain word as a key.',
};

function syntaxFinding(error: YAMLError, lines: LineCounter, text: string): LocatedFinding {
  return {
    severity: 'error',
    code: `yaml-${error.code.toLowerCase().replaceAll('_', '-')}`,
    place: placeAt(error.pos[0], error.pos[1], lines, text),
    message: messageOf(error, text),
    advice: syntaxAdvice[error.code] ?? 'Mend the YAML here; quotes around a text often help.',
  };
}

function messageOf({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(pos[0]))?.[0] ?? '';
    return `\`${key}\` stands twice in one object.`;
  }
  if (code === 'MULTIPLE_DOCS') return 'The file holds more than one document.';
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function placesIn(document: Document, lines: LineCounter, text: string): Places {
  const place = (node: Node | null): Place => {
    const range = node?.range;
    return range ? placeAt(range[0], range[1], lines, text) : { line: 1, column: 1, length: 1 };
  };
  return {
    ofValue: (path) => place(walk(document, path).value),
    ofKey: (path) => {
      const { key, value } = walk(document, path);
      return place(key ?? value);
    },
  };
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** Follows a path as far as it goes; the last step that exists is the answer. */
function walk(document: Document, path: ProgramPath): Step {
  let step: Step = { key: null, value: isNode(document.contents) ? document.contents : null };
  for (const name of path) {
    const parent = isAlias(step.value) ? (step.value.resolve(document) ?? null) : step.value;
    const next = isMap(parent)
      ? inMap(parent.items, name)
      : isSeq(parent)
        ? inSequence(parent.items, name)
        : null;
    if (next === null) return step;
    step = next;
  }
  return step;
}

function inMap(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  name: string | number,
): Step | null {
  const pair = items.find(({ key }) => isScalar(key) && key.value === String(name));
  if (pair === undefined || !isNode(pair.key)) return null;
  // A key without a value (`status:`) stands for it.
  const empty = !isNode(pair.value) || (isScalar(pair.value) && pair.value.source === '');
  return { key: pair.key, value: empty ? pair.key : (pair.value as Node) };
}

function inSequence(items: readonly unknown[], index: string | number): Step | null {
  const item = items[Number(index)];
  return isNode(item) ? { key: null, value: item } : null;
}

function placeAt(start: number, end: number, lines: LineCounter, text: string): Place {
  const { line, col } = lines.linePos(Math.min(start, Math.max(0, text.length - 1)));
  const rest = text.slice(start, Math.max(end, start + 1)).split('\n', 1)[0] ?? '';
  return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, rest.trimEnd().length) };
}
