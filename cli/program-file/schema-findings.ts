import type * as z from 'zod';
import { programJsonSchema } from '#contracts/program/program-file.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import type { LocatedFinding, Place } from './located-finding.ts';
import { nearestWord } from './nearest-word.ts';
import type { Places } from './yaml-source.ts';

/** The part of a JSON Schema that advice is made of. */
interface Form {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly additionalProperties?: Form | boolean;
  readonly items?: Form;
  readonly anyOf?: readonly Form[];
}

/** Words that people write for a threshold and that leave its operator open (D1). */
const bareThresholds =
  /^(threshold|min|max|more-?than|at-?least|greater|gte?|lte?|>=?|<=?|to|until|amount|value)$/i;

/** The schema's issues, each at its place, with what to write instead. */
export function schemaFindings(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  places: Places,
): LocatedFinding[] {
  const form = programJsonSchema() as Form;
  const findings = issues.flatMap((issue) => findingsOf(issue, value, places, form));
  return findings.filter((finding) => !isExplained(finding, findings));
}

/** A key that is missing because it is misspelt is found once: where it is misspelt. */
function isExplained({ code, message }: LocatedFinding, all: readonly LocatedFinding[]): boolean {
  if (code !== 'missing-key') return false;
  const key = message.split(' ', 1)[0];
  return all.some((other) => other.code === 'unknown-key' && other.advice === `Write ${key}.`);
}

function findingsOf(issue: z.core.$ZodIssue, value: unknown, places: Places, form: Form): LocatedFinding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const here = formAt(form, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, places, here));
    case 'invalid_key':
      return [
        error(
          'bad-name',
          places.ofKey(path),
          `\`${path.at(-1)}\` is no name.`,
          'Use small letters, digits and hyphens, a letter first, at most 40: `monthly-spend`.',
        ),
      ];
    case 'invalid_union': {
      const inner = nearestBranch(issue);
      return inner === null
        ? [wrongValue(path, value, places, here)]
        : inner.flatMap((each) =>
            findingsOf({ ...each, path: [...issue.path, ...each.path] }, value, places, form),
          );
    }
    case 'invalid_value':
    case 'invalid_type':
      return [
        valueAt(value, path) === undefined
          ? missingKey(path, places, here)
          : wrongValue(path, value, places, here),
      ];
    case 'too_big':
    case 'too_small':
      return [error('out-of-bounds', places.ofValue(path), `${sizeMessage(issue)}`, adviceOf(here))];
    case 'custom':
      return [
        isSentence(issue.message)
          ? error(
              'wrong-value',
              places.ofValue(path),
              issue.message,
              String(issue.params?.advice ?? adviceOf(here)),
            )
          : wrongValue(path, value, places, here, issue.message),
      ];
    default:
      return [wrongValue(path, value, places, here, issue.message)];
  }
}

/** What a form says of several fields together; what it says of one value goes on from that: `is no time zone`. */
const isSentence = (message: string): boolean => message.endsWith('.');

/** Of a union's branches, the one whose objections lie deepest: the one that was meant. `null`: none was. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] | null {
  const inside = issue.errors.filter((branch) =>
    branch.some((each) => each.path.length > 0 || each.code === 'unrecognized_keys'),
  );
  const [first, ...others] = inside;
  return first === undefined
    ? null
    : others.reduce((best, branch) => (objections(branch) < objections(best) ? branch : best), first);
}

/** How much of what was written a branch objects to. */
const objections = (branch: readonly z.core.$ZodIssue[]): number =>
  branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

function unknownKey(key: string, path: ProgramPath, places: Places, here: Form | null): LocatedFinding {
  const place = places.ofKey([...path, key]);
  if (path.at(-2) === 'table' && bareThresholds.test(key)) {
    return error(
      'threshold-without-operator',
      place,
      `\`${key}\` does not say whether its value is included.`,
      'Write `over:` (strictly more) or `from:` (this much or more), and `upTo:` or `below:` for the other end.',
    );
  }
  const known = [...new Set(objectForms(here).flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const meant = nearestWord(key, known);
  return error(
    'unknown-key',
    place,
    `There is no \`${key}\` here.`,
    meant === null ? `Known here: ${known.join(', ')}.` : `Write \`${meant}\`.`,
  );
}

function missingKey(path: ProgramPath, places: Places, here: Form | null): LocatedFinding {
  const key = String(path.at(-1) ?? '');
  return error(
    'missing-key',
    places.ofKey(path),
    `\`${key}\` is missing.`,
    `Add \`${key}:\`. ${adviceOf(here)}`,
  );
}

function wrongValue(
  path: ProgramPath,
  value: unknown,
  places: Places,
  here: Form | null,
  complaint?: string,
): LocatedFinding {
  const found = valueAt(value, path);
  const shown =
    typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
      ? `\`${found}\``
      : kindOf(found);
  const words = wordsOf(here);
  if (words.length > 0) {
    const meant = typeof found === 'string' ? nearestWord(found, words) : null;
    return error(
      'unknown-word',
      places.ofValue(path),
      `${shown} is none of the words for \`${lastName(path)}\`.`,
      meant === null ? `Write one of: ${words.join(', ')}.${likeOf(here)}` : `Write \`${meant}\`.`,
    );
  }
  if (found === null || found === undefined) {
    return error('no-value', places.ofValue(path), `\`${lastName(path)}\` has no value.`, adviceOf(here));
  }
  const isWanted = complaint !== undefined && /^is /.test(complaint) ? complaint : complaintOf(here, path);
  const asList = here?.type === 'array' && !Array.isArray(found) ? ` Write a list: \`[${found}]\`.` : '';
  return error('wrong-value', places.ofValue(path), `${shown} ${isWanted}.`, `${adviceOf(here)}${asList}`);
}

const error = (code: string, place: Place, message: string, advice: string): LocatedFinding => ({
  severity: 'error',
  code,
  place,
  message,
  advice,
});

function sizeMessage(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const limit = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum);
  const nouns: Readonly<Record<string, readonly [string, string]>> = {
    array: [' entry', ' entries'],
    string: [' character', ' characters'],
  };
  const [one, more] = nouns[issue.origin] ?? ['', ''];
  return `${issue.code === 'too_big' ? 'At most' : 'At least'} ${limit}${limit === 1 ? one : more} here.`;
}

const kinds: Readonly<Record<string, string>> = {
  integer: 'is no whole number',
  number: 'is no number',
  array: 'is no list',
  object: 'is no object',
};

const complaintOf = (form: Form | null, path: ProgramPath): string =>
  kinds[form?.type ?? ''] ?? `is not what belongs at \`${lastName(path)}\``;

const lastName = (path: ProgramPath): string =>
  String(path.findLast((part) => typeof part === 'string') ?? 'the file');

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'Nothing';
  return Array.isArray(value) ? 'A list' : 'An object';
}

function valueAt(value: unknown, path: ProgramPath): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[part] : undefined,
    value,
  );
}

/** The form at a path, through records, lists and unions; `null` where the form knows no such place. */
function formAt(form: Form, path: ProgramPath): Form | null {
  let here: Form | null = form;
  for (const part of path) {
    here = here === null ? null : childForm(here, part);
  }
  return here;
}

function childForm(form: Form, part: string | number): Form | null {
  const branches = form.anyOf ?? [form];
  for (const branch of branches) {
    if (typeof part === 'number' && branch.items !== undefined) return branch.items;
    const named = branch.properties?.[String(part)];
    if (named !== undefined) return named;
    if (typeof branch.additionalProperties === 'object') return branch.additionalProperties;
  }
  return null;
}

const objectForms = (form: Form | null): readonly Form[] =>
  form === null ? [] : (form.anyOf?.filter(({ type }) => type === 'object') ?? [form]);

/** The words of a place; where other forms are allowed beside them, its examples show those. */
const wordsOf = (form: Form | null): readonly string[] =>
  form?.enum ?? form?.anyOf?.flatMap((branch) => branch.enum ?? []) ?? [];

function adviceOf(form: Form | null): string {
  return form === null
    ? 'See the program schema.'
    : `${form.description ?? 'See the program schema.'}${likeOf(form)}`;
}

function likeOf(form: Form | null): string {
  const examples = form?.examples ?? form?.anyOf?.flatMap((branch) => branch.examples ?? []) ?? [];
  return examples.length === 0 ? '' : ` Such as ${examples.map((example) => `\`${example}\``).join(' or ')}.`;
}
