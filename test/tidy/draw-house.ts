import { DOMAIN_ROOMS, layerArrows, type RepoFile } from './rules.ts';

const WIDTH = 900;
const HEIGHT = 460;
const ROOM = { width: 160, height: 58 };

/** Where each layer stands: its middle and its upper edge; a word of what it is. */
const ROOMS: Readonly<Record<string, readonly [x: number, y: number, what: string]>> = {
  functions: [94, 6, 'a folder a trigger'],
  cli: [272, 6, 'the laurel command'],
  infra: [628, 6, 'what runs where'],
  local: [806, 6, 'the system on one machine'],
  'shared/acts': [450, 72, 'what a request comes to'],
  'shared/lambda': [94, 140, 'middleware, problems, logs'],
  'shared/table': [272, 140, 'the one table'],
  'shared/api-document': [450, 140, 'what a reader is told'],
  cost: [806, 140, 'what AWS would charge'],
  client: [94, 256, 'the API for its callers'],
  'shared/seals': [450, 256, 'keys of the one secret'],
  'shared/operations': [272, 256, 'read, decide, commit'],
  'shared/contracts': [628, 256, 'what crosses a border'],
};
const DOMAIN = { x: 450, y: 372, width: 872, height: 66 };

/** The layers and what each takes from which, as the imports say; what follows by another arrow is left out. */
export function drawHouse(files: readonly RepoFile[]): string {
  const arrows = layerArrows(files);
  const reaches = (from: string, to: string): boolean =>
    [...(arrows.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  const lines = [...arrows].flatMap(([from, taken]) =>
    [...taken]
      .filter((to) => ![...taken].some((other) => other !== to && reaches(other, to)))
      .sort()
      .map((to) => arrow(from, to)),
  );
  const rooms = Object.entries(ROOMS).map(([name, [x, y, what]]) => room(name, x, y, what));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="The layers of Laurel and what each takes from which: every arrow leads down, to the domain">`,
    '<style>text{font-family:ui-sans-serif,system-ui,sans-serif;text-anchor:middle;fill:#1f2a24}.t{font-size:14px;font-weight:600}.s{font-size:11px;fill:#51605a}rect{stroke-width:1.4;fill:#f3f6f4;stroke:#a9b5ae}.d{fill:#e6f6ea;stroke:#4f9d69}.i{fill:#fff;stroke:#9cc7ab}path{fill:none;stroke:#6d7a73;stroke-width:1.5}#h path{fill:#6d7a73;stroke:none}@media (prefers-color-scheme:dark){text{fill:#e6ece8}.s{fill:#a8b5ae}rect{fill:#202622;stroke:#56615b}.d{fill:#173322}.i{fill:#1d3d2a}path{stroke:#97a59d}#h path{fill:#97a59d}}</style>',
    '<defs><marker id="h" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>',
    ...lines,
    ...rooms,
    domain(),
    '</svg>',
  ].join('\n')}\n`;
}

function room(name: string, x: number, y: number, what: string): string {
  const left = x - ROOM.width / 2;
  return `<rect x="${left}" y="${y}" width="${ROOM.width}" height="${ROOM.height}" rx="8"/><text x="${x}" y="${y + 25}" class="t">${name}</text><text x="${x}" y="${y + 43}" class="s">${what}</text>`;
}

function domain(): string {
  const { x, y, width, height } = DOMAIN;
  const left = x - width / 2;
  const each = (width - 150) / DOMAIN_ROOMS.length;
  const inner = DOMAIN_ROOMS.map((name, index) => {
    const at = left + 130 + index * each;
    return `<rect x="${at}" y="${y + 18}" width="${each - 8}" height="30" rx="5" class="i"/><text x="${at + each / 2 - 4}" y="${y + 38}" class="s">${name}</text>`;
  });
  return `<rect x="${left}" y="${y}" width="${width}" height="${height}" rx="10" class="d"/><text x="${left + 66}" y="${y + 30}" class="t">shared/domain</text><text x="${left + 66}" y="${y + 47}" class="s">pure</text>${inner.join('')}`;
}

function arrow(from: string, to: string): string {
  const [x1, y1] = ROOMS[from] ?? [0, 0];
  const [x2, y2] = to === 'shared/domain' ? [x1, DOMAIN.y] : (ROOMS[to] ?? [0, 0]);
  const start = y1 + ROOM.height;
  const bend = (y2 - start) / 2;
  // Side by side where several arrive.
  const end = x2 + Math.sign(x1 - x2) * 24;
  return `<path d="M${x1} ${start} C${x1} ${start + bend} ${end} ${y2 - bend} ${end} ${y2 - 2}" marker-end="url(#h)"/>`;
}
