import { asEpochMs } from '#domain/time/time.ts';
import { type OverridePorts, overrideStatus } from '#operations/override-status.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';
import type { NaiveView } from './happenings.ts';
import type { NaiveTold } from './naive-override.ts';
import type { SimProgram } from './sim-program.ts';
import { calledIn, rootOf } from './sim-program.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MODES = ['set', 'set', 'floor', 'ceiling', 'freeze'] as const;

type Asked = Parameters<typeof overrideStatus>[1];

/** The shop, as far as operators have to do with it. */
interface Desk {
  readonly draw: Draw;
  readonly coverage: Coverage;
  readonly ports: OverridePorts;
  now(): number;
  program(): SimProgram;
  /** `null`: nobody knows what became of it. */
  attempt<Answer>(act: () => Promise<Answer>): Promise<Answer | null>;
  expect(what: string, found: unknown, wanted: unknown): void;
  /** A member as the pencil shows it now. */
  shown(): readonly NaiveView[];
  /** How much has been written of the member. */
  writes(): number;
}

/** An operator puts something over a member's status, or takes it off; at times twice, and of what is not there any more. */
export async function operate(desk: Desk, memberId: string): Promise<void> {
  const { draw, coverage } = desk;
  const views = desk.shown();
  if (views.length === 0) return;
  const view = draw.one(views);
  const override = drawTold(desk, view);
  // A taking off, and a set that is earned at once, have no words to tell them by: the same of before is done already.
  const isAlike = override === null || (override.mode === 'set' && override.until === null);
  const stale = draw.chance(0.12) ? draw.one(isAlike ? [1, 2] : [-1, 1, 2]) : 0;
  const asked: Asked = {
    memberId,
    system: view.system,
    override,
    // Each act has words of its own: the same is told only where it is sent again.
    reason: `because of ${desk.now()} and ${desk.writes()}`,
    revision: Math.max(0, view.writings + stale),
    actor: { kind: 'operator', identity: 'desk' },
  };
  const refusal = refusalOf(desk, view, asked);
  const before = desk.writes();
  const outcome = await sent(desk, asked);
  if (outcome === null) return;
  desk.expect(`the answer to an operator of ${memberId}`, outcome, refusal ?? 'overridden');
  if (refusal !== null) {
    note(coverage, `override: refused, ${refusal}`);
    desk.expect(`what a refused operator wrote of ${memberId}`, desk.writes(), before);
    return;
  }
  desk.expect(`what an operator wrote of ${memberId}`, desk.writes(), before + 1);
  if (!draw.chance(0.25)) return;
  note(coverage, 'override: sent again');
  const again = await sent(desk, asked);
  if (again === null) return;
  desk.expect(`the answer to an operator of ${memberId} once more`, again, 'overridden');
  desk.expect(`what an operator wrote of ${memberId} once more`, desk.writes(), before + 1);
}

/** Whoever gets no answer sends the same again; `null`: nobody ever answers. */
async function sent({ ports, attempt }: Desk, asked: Asked): Promise<string | null> {
  for (let tries = 0; tries < 8; tries += 1) {
    const outcome = await attempt(() => overrideStatus(ports, asked));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) continue;
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  }
  return null;
}

function drawTold({ draw, now, program }: Desk, view: NaiveView): NaiveTold & Asked['override'] {
  if (view.override === null ? draw.chance(0.04) : draw.chance(0.35)) return null;
  const mode = draw.one(MODES);
  const { statuses } = program().systems.find(({ name }) => name === rootOf(view.system)) ?? { statuses: [] };
  const named = draw.one([...statuses.map(({ name }) => name), null]);
  const known = draw.chance(0.02) ? 'tin' : calledIn(program(), rootOf(view.system), named);
  return { mode, status: mode === 'freeze' ? null : known, until: drawEnd(draw, now(), view) };
}

/** None, some time, the very turn or end of what shows, or, by mistake, one that is over. */
function drawEnd(draw: Draw, now: number, { reviewAt, until }: NaiveView) {
  const act = draw.below(100);
  if (act < 35) return null;
  if (act < 38) return asEpochMs(now - draw.below(DAY));
  if (act < 50 && reviewAt !== null) return asEpochMs(reviewAt);
  if (act < 58 && until !== null) return asEpochMs(until);
  return asEpochMs(now + 1 + draw.below(draw.chance(0.5) ? 10 * DAY : 120 * DAY));
}

/** What an operator is told who cannot be meant; `null`: it is done. */
function refusalOf({ now }: Desk, view: NaiveView, { override, revision }: Asked): string | null {
  if (override?.status === 'tin') return 'unknown-status';
  if (override?.mode === 'floor' && override.status === null) return 'override-impossible';
  if (override !== null && override.until !== null && override.until <= now()) return 'override-impossible';
  if (revision !== view.writings) return 'precondition-failed';
  return override === null && view.override === null ? 'not-found' : null;
}
