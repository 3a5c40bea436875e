import { posix } from 'node:path';

/** A file of the repository: path from its root, and text. */
export interface RepoFile {
  readonly path: string;
  readonly text: string;
}

/** Which layer may import which; `npm` names what it may take from outside, `*` everything. */
const fences: Readonly<
  Record<string, { readonly layers: readonly string[]; readonly npm: readonly string[] }>
> = {
  'shared/domain': { layers: [], npm: [] },
  'shared/operations': { layers: ['shared/domain'], npm: ['node:crypto', 'temporal-polyfill'] },
  'shared/contracts': { layers: ['shared/domain'], npm: ['zod'] },
  'shared/api-document': { layers: ['shared/contracts'], npm: ['zod'] },
  'shared/table': { layers: ['shared/domain', 'shared/operations', 'shared/contracts'], npm: ['*'] },
  'shared/seals': { layers: [], npm: ['node:crypto'] },
  'shared/lambda': { layers: ['shared/contracts', 'shared/seals'], npm: ['*'] },
  'shared/acts': { layers: ['shared/operations', 'shared/contracts', 'shared/lambda'], npm: [] },
  functions: {
    layers: [
      'shared/domain',
      'shared/operations',
      'shared/contracts',
      'shared/api-document',
      'shared/table',
      'shared/lambda',
      'shared/acts',
      'shared/seals',
    ],
    npm: ['*'],
  },
  infra: { layers: ['shared/contracts'], npm: ['*'] },
  cost: { layers: [], npm: ['node:fs', 'zod'] },
  local: { layers: ['shared/contracts', 'cost'], npm: ['*'] },
  client: { layers: [], npm: ['openapi-fetch', 'node:timers'] },
  cli: {
    layers: [
      'shared/domain',
      'shared/operations',
      'shared/contracts',
      'shared/table',
      'shared/seals',
      'cost',
      'client',
    ],
    npm: ['*'],
  },
};

const ROOMS = [...Object.keys(fences), 'test', 'programs'];

/** The layer that holds a file; `null` outside of all. */
function layerOf(path: string): string | null {
  return ROOMS.find((room) => path.startsWith(`${room}/`)) ?? null;
}

function importsOf({
  path,
  text,
}: RepoFile): readonly { readonly from: string; readonly target: string | null }[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
  );
  return [...found].map((match) => {
    const from = match[1] ?? match[2] ?? match[3] ?? '';
    return { from, target: targetOf(path, from) };
  });
}

/** The file that an import of `path` names; `null` where it is none of the repository. */
export function targetOf(path: string, from: string): string | null {
  if (from.startsWith('#')) return `shared/${from.slice(1)}`;
  return from.startsWith('.') ? posix.join(posix.dirname(path), from) : null;
}

/** Which layer takes something from which, as the files do. */
export function layerArrows(files: readonly RepoFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const arrows = new Map<string, Set<string>>();
  // In one order, whether or not a file is committed yet.
  for (const file of files.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const layer = layerOf(file.path);
    if (layer === null || fences[layer] === undefined || !file.path.endsWith('.ts')) continue;
    const taken = arrows.get(layer) ?? new Set<string>();
    arrows.set(layer, taken);
    for (const { target } of importsOf(file)) {
      const other = target === null ? null : layerOf(target);
      if (other !== null && other !== layer) taken.add(other);
    }
  }
  return arrows;
}

/** Imports that cross a fence of `docs/decisions` and ARCHITECTURE.md. */
export function crossedFences(files: readonly RepoFile[]): readonly string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    const fence = layer === null ? undefined : fences[layer];
    if (layer === null || fence === undefined || !file.path.endsWith('.ts')) return [];
    return importsOf(file).flatMap(({ from, target }) => {
      const other = target === null ? null : layerOf(target);
      const allowed =
        target === null
          ? fence.npm.includes('*') || fence.npm.some((name) => from === name || from.startsWith(`${name}/`))
          : other === layer
            ? layer !== 'functions' || target.split('/')[1] === file.path.split('/')[1]
            : other !== null && fence.layers.includes(other);
      return allowed ? [] : [`${file.path} imports ${from}`];
    });
  });
}

/** SDK clients that only the command may take: what a bundle imports, every cold start pays for. */
const COMMAND_ONLY = ['@aws-sdk/client-cloudformation', '@aws-sdk/client-sts'];

/** Files outside the command that take what only the command may. */
export function commandsClients(files: readonly RepoFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('cli/'))
    .flatMap((file) =>
      importsOf(file).flatMap(({ from }) =>
        COMMAND_ONLY.includes(from) ? [`${file.path} imports ${from}`] : [],
      ),
    );
}

/** Who may take the API's document: another bundle would carry a text that it never says. */
const DOCUMENT_READERS = /^(?:shared\/api-document|functions\/serve-docs|tools\/client-generator|test)\//;

/** Files that take the API's document and have no reader for it. */
export function strayDocuments(files: readonly RepoFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith('.ts') && !DOCUMENT_READERS.test(path))
    .flatMap((file) =>
      importsOf(file).flatMap(({ from, target }) =>
        target?.startsWith('shared/api-document/') === true ? [`${file.path} imports ${from}`] : [],
      ),
    );
}

/** The domain's rooms, lowest first: a room knows those before it. What stands in the doorway knows all of them. */
export const DOMAIN_ROOMS = [
  'values',
  'time',
  'member',
  'program',
  'compile',
  'counting',
  'returns',
  'discounts',
  'statuses',
  'timers',
  'reviews',
  'showing',
  'rewards',
  'referrals',
  'entries',
];

/** Where a period may be worked out: everything else asks the calendar of reviews, a window or an end. */
const PERIOD_FILES = [
  'shared/domain/time/period.ts',
  'shared/domain/time/window.ts',
  'shared/domain/time/until.ts',
  'shared/domain/program/review-calendar.ts',
];

/** Files of the domain that work a period out for themselves. */
export const ownPeriods = (files: readonly RepoFile[]): readonly string[] =>
  files
    .filter(({ path, text }) => path.startsWith('shared/domain/') && text.includes('periodOf('))
    .map(({ path }) => path)
    .filter((path) => !PERIOD_FILES.includes(path));

const domainRoomOf = (path: string): number => {
  const [room, ...rest] = path.replace('shared/domain/', '').split('/');
  return rest.length === 0 ? DOMAIN_ROOMS.length : DOMAIN_ROOMS.indexOf(room ?? '');
};

/** Imports in the domain that lead to a room above their own, or to one that is not in the list. */
export function backArrows(files: readonly RepoFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.startsWith('shared/domain/') && path.endsWith('.ts'))
    .flatMap((file) => {
      const own = domainRoomOf(file.path);
      if (own < 0) return [`${file.path} stands in no room of the domain`];
      return importsOf(file).flatMap(({ from, target }) =>
        target?.startsWith('shared/domain/') === true && domainRoomOf(target) > own
          ? [`${file.path} imports ${from}`]
          : [],
      );
    });
}

/** Clocks, randomness and the console in the domain: time and randomness are arguments there. */
export function impureDomain(files: readonly RepoFile[]): readonly string[] {
  const forbidden =
    /\b(?:new Date|Date\.(?:now|parse|UTC)|Math\.random|randomUUID|performance\.now|process\.|console\.|setTimeout)/;
  return files
    .filter(({ path }) => path.startsWith('shared/domain/') && path.endsWith('.ts'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (forbidden.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
}

const ROOT_FILES =
  /^(?:README|ARCHITECTURE|CHANGELOG|CONTRIBUTING)\.md$|^LICENSE$|^package(?:-lock)?\.json$|^(?:cdk|tsconfig|tsconfig\.base|biome)\.json$|^vitest\.config\.ts$|^\.(?:gitignore|npmrc|gitattributes)$/;
const EMPTY_NAMES = /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|service|base)(?=[./-]|$)/;

/** Files that stand where no room for them is, or whose name says nothing. */
export function misplaced(files: readonly RepoFile[]): readonly string[] {
  return files.flatMap(({ path }) => {
    const inRoom =
      ROOT_FILES.test(path) || layerOf(path) !== null || /^(?:docs|tools|\.ci|\.vscode)\//.test(path);
    const loose = /^shared\/[^/]+$/.test(path) || /^functions\/[^/]+\.ts$/.test(path);
    if (!inRoom || loose) return [`${path} stands in no room`];
    if (EMPTY_NAMES.test(path) && !ROOT_FILES.test(path)) return [`${path} has a name that says nothing`];
    if (/(?:^|\/)index\.ts$/.test(path)) return [`${path} is a barrel`];
    return [];
  });
}

/** Codes without a heading, and headings without a code. */
export function undocumented(codes: readonly string[], document: string): readonly string[] {
  const headings = [...document.matchAll(/^### `([a-z-]+)`/gm)].map((match) => match[1] ?? '');
  return [
    ...codes.filter((code) => !headings.includes(code)).map((code) => `${code} has no heading`),
    ...headings.filter((heading) => !codes.includes(heading)).map((heading) => `${heading} is no code`),
  ];
}

/** Requirement ids that neither a test nor a program's case names. */
export function unnamed(ids: readonly string[], files: readonly RepoFile[]): readonly string[] {
  const texts = files
    .filter(
      ({ path }) => /^(?:test\/.*\.test\.ts|programs\/.*\.yaml)$/.test(path) && path !== 'test/tidy.test.ts',
    )
    .map(({ text }) => text);
  return ids.filter((id) => !texts.some((text) => new RegExp(`\\b${id}\\b`).test(text)));
}

/** Where the ids of requirements and decisions are explained. */
const RULES_PAGE = 'docs/rules.md';

/**
 * Ids of requirements and decisions that a text names; of a range such as `L1–L6` all. A letter and a number that go on,
 * or stand behind a sign of another notation, are none: `P14` is one, `P14D` is a duration, `%D1` a byte of a URL.
 */
export function namedIds(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\w%#])([DILPY])([1-9]\d{0,2})(?:[–-]\1([1-9]\d{0,2}))?(?!\w)/g);
  return [...found].flatMap(([, letter, first, last = first]) =>
    Array.from(
      { length: Math.max(0, Number(last) - Number(first)) + 1 },
      (_, step) => `${letter}${Number(first) + step}`,
    ),
  );
}

/** Ids without a heading in `docs/rules.md`, with one that names them, and headings of ids that nothing else names. */
export function unexplainedIds(files: readonly RepoFile[]): readonly string[] {
  const document = files.find(({ path }) => path === RULES_PAGE)?.text ?? '';
  const headings = [...document.matchAll(/^### (\S+)/gm)].map((match) => match[1] ?? '');
  const namedBy = new Map<string, string>();
  // Last of all the page itself: what only it names still needs its heading, and what only it explains is nobody's.
  for (const { path, text } of [...files.filter(speaksOfRules), { path: RULES_PAGE, text: document }]) {
    for (const id of namedIds(text)) if (!namedBy.has(id)) namedBy.set(id, path);
  }
  return [
    ...[...namedBy].flatMap(([id, path]) =>
      headings.includes(id) ? [] : [`${path} names ${id}, which ${RULES_PAGE} does not explain`],
    ),
    ...headings
      .filter((id) => (namedBy.get(id) ?? RULES_PAGE) === RULES_PAGE)
      .map((id) => `${RULES_PAGE} explains ${id}, which nothing else names`),
    ...headings
      .filter((id, index) => headings.indexOf(id) < index)
      .map((id) => `${RULES_PAGE} explains ${id} twice`),
  ];
}

/** Packed bytes and hashes hold anything: stored items of tests and the lock file speak of no rules. Nor does this check. */
const speaksOfRules = ({ path }: RepoFile): boolean =>
  path !== RULES_PAGE &&
  path !== 'package-lock.json' &&
  !path.startsWith('test/tidy') &&
  !/^test\/.*\.json$/.test(path);

/** Codes of findings, as the sources give them, that no test names. */
export function untestedFindings(files: readonly RepoFile[]): readonly string[] {
  const codes = files
    .filter(({ path }) => /^(?:shared\/domain|cli\/program-file)\//.test(path) && path.endsWith('.ts'))
    .flatMap(({ text }) => [
      ...text.matchAll(/\b(?:error|warn)\(\s*'([a-z-]+)'|\bcode: '([a-z-]+)',\s*place/g),
    ])
    .map((match) => match[1] ?? match[2] ?? '');
  const tests = files
    .filter(({ path }) => /^test\/(?:domain|cli)\/.*\.ts$/.test(path))
    .map(({ text }) => text);
  return [...new Set(codes)].filter((code) => !tests.some((text) => new RegExp(`\\b${code}\\b`).test(text)));
}

/** Nobody reads it from end to end. */
export const WRITTEN_BY_A_TOOL = 'client/api-types.ts';

/** The doorway of the domain: who reads the house begins there, and should see all of it at once. */
const DOORWAY = 'shared/domain/decide.ts';

/** Handlers over 40 lines, the doorway over 66 (two lines for each command), other files over 300: the smell. Data and tests may be longer. */
export function oversized(files: readonly RepoFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('test/') && path !== WRITTEN_BY_A_TOOL)
    .flatMap(({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      const limit = path.endsWith('/handler.ts') ? 40 : path === DOORWAY ? 66 : 300;
      return lines > limit ? [`${path} has ${lines} lines, ${limit} are allowed`] : [];
    });
}

/** Relative links of Markdown files that lead nowhere. */
export function deadLinks(files: readonly RepoFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  const folders = new Set(
    files.flatMap(({ path }) => path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'))),
  );
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap((match) => {
        const target = posix.join(posix.dirname(path), match[1] ?? '').replace(/\/$/, '');
        return paths.has(target) || folders.has(target) ? [] : [`${path} links to ${match[1]}`];
      }),
    );
}

/** Scripts that a document tells to run and `package.json` does not have. */
export function unknownScripts(files: readonly RepoFile[], scripts: readonly string[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run (?:-s )?([a-z][a-z:-]*)/g)].flatMap(([, script = '']) =>
        scripts.includes(script) ? [] : [`${path} tells to run ${script}`],
      ),
    );
}

/** Tests that are switched off, or that shut the others out. */
export function skipped(files: readonly RepoFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.startsWith('test/') && path.endsWith('.ts') && !path.startsWith('test/tidy'))
    .flatMap(({ path, text }) => (/\b(?:it|test|describe)\.(?:only|skip|todo)\b/.test(text) ? [path] : []));
}
