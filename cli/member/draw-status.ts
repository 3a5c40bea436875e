import { placeInWords } from '#domain/member/entry-ref.ts';
import type { Override, StatusReason } from '#domain/member/member.ts';
import { lostBy } from '#domain/showing/origin-in-words.ts';
import type { RunningReview, StatusView } from '#domain/showing/view.ts';
import { amountOf } from '../terminal/amount.ts';
import type { Paint } from '../terminal/colour.ts';
import { localDay, localDays, localTime } from '../terminal/local-time.ts';

const BAR = 40;

/** One status system of a member: the ladder, the status and why, the running period and what it would bring. */
export function drawStatus(view: StatusView, zone: string, paint: Paint): readonly string[] {
  const { title, step, since, until, review, why } = view;
  const held = step?.title ?? 'none';
  const end = until === null ? '' : ` until ${localTime(until, zone)}`;
  const rows: (readonly [string, string])[] = [
    ['status', `${paint('bold', held)} since ${localDay(since, zone)}${end}, ${reasonInWords(why, view)}`],
    ...overrideRows(view, zone),
    ...(view.earned === null || view.override !== null
      ? []
      : [['then', `${titleOf(view, view.earned)}, which is what was earned`] as const]),
    ...(review === null ? [] : reviewRows(view, review, zone, paint)),
  ];
  return [
    `${paint('bold', title)}  ${ladderOf(view, paint)}`,
    ...rows.map(([name, text]) => `  ${paint('dim', name.padEnd(8))} ${text}`),
  ];
}

/** What an operator has put over it, what for, and what goes on underneath. */
function overrideRows(view: StatusView, zone: string): readonly (readonly [string, string])[] {
  const { override, computed, until } = view;
  if (override === null) return [];
  const { mode, status, at, reason, actor } = override;
  const untilTurn = mode === 'set' ? 'until the next review' : 'until it is taken off';
  const end = override.until === null ? untilTurn : `until ${localTime(override.until, zone)}`;
  const then = until === null ? [] : [['then', titleOf(view, view.earned)] as const];
  return [
    ['override', `${mode} ${titleOf(view, status)} ${end}, by ${actor} on ${localDay(at, zone)}: ${reason}`],
    ['computed', `${titleOf(view, computed)}, by the rules alone`],
    ...then,
  ];
}

function ladderOf({ ladder, status }: StatusView, paint: Paint): string {
  const steps = ladder.map((step) =>
    step.status === status ? paint('green', `[${step.title}]`) : paint('dim', step.title),
  );
  return steps.join(paint('dim', ' › '));
}

function reviewRows(
  view: StatusView,
  review: RunningReview,
  zone: string,
  paint: Paint,
): readonly (readonly [string, string])[] {
  const amount = (value: number): string => amountOf(value, review.unit, review.currency);
  const { next, keep, forNextPeriod } = view;
  const goal = next === null ? review.value : review.value + next.missing;
  const filled = goal <= 0 ? BAR : Math.max(0, Math.min(BAR, Math.floor((review.value / goal) * BAR)));
  const bar = `${paint('cyan', '▓'.repeat(filled))}${paint('dim', '░'.repeat(BAR - filled))}`;
  return [
    [
      'progress',
      `${bar} ${amount(review.value)} of ${review.counter}${review.period === null ? '' : `, ${localDays(review.period)}`}`,
    ],
    [
      'next',
      next === null
        ? 'the top is reached'
        : `${next.title} for ${amount(next.missing)} more${alsoInWords(next)}`,
    ],
    ...(keep === null
      ? []
      : [
          [
            'keep',
            keep.missing === 0 && keep.also === undefined
              ? 'earned already'
              : `${amount(keep.missing)} more${alsoInWords(keep)}`,
          ] as const,
        ]),
    ...(review.reviewAt === null
      ? []
      : [
          [
            'review',
            `${localTime(review.reviewAt, zone)}: ${titleOf(view, forNextPeriod)} if nothing more comes`,
          ] as const,
        ]),
  ];
}

/** `, and 2 more of visits` */
const alsoInWords = ({ also = [] }: NonNullable<StatusView['keep']>): string =>
  also
    .map(
      ({ counter, unit, currency, missing }) =>
        `, and ${amountOf(missing, unit, currency ?? '')} more of ${counter}`,
    )
    .join('');

function titleOf({ ladder }: StatusView, status: string | null): string {
  return ladder.find((step) => step.status === status)?.title ?? status ?? 'none';
}

/** Why a status is held. A value is told where the system still measures it in a known unit. */
function reasonInWords(why: StatusReason, view: StatusView): string {
  const { review, status } = view;
  switch (why.kind) {
    case 'initial':
      return 'as every new member';
    case 'review':
      return `by the review of ${localDays(why.period)}${seen(why.value, review)}`;
    case 'raised-at-once':
      return `reached within ${localDays(why.period)}${seen(why.value, review)}`;
    case 'override':
      return overrideInWords(why.mode);
    case 'dropped':
      return `in place of ${why.was}, which version ${why.programVersion} took out`;
    case 'taken-back':
      return `back ${lostBy(why)}`;
    case 'rule':
      return `${status === null ? `${why.was === undefined ? '' : `${titleOf(view, why.was)} `}taken off ` : ''}by the rule ${why.rule} for ${placeInWords(why)}`;
    default:
      return why satisfies never;
  }
}

function overrideInWords(mode: Override['mode']): string {
  const words = {
    set: 'as an operator set it',
    floor: 'the least that an operator allows',
    ceiling: 'the most that an operator allows',
    freeze: 'frozen by an operator',
  } as const;
  return words[mode];
}

const seen = (value: number, review: RunningReview | null): string =>
  review === null ? '' : `, which saw ${amountOf(value, review.unit, review.currency)}`;
