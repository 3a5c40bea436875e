import { AGES, DELAYS, EVERY, GRACES, LOWERS, RAISES, STAYS, WINDOWS, ZONES } from './draw-program.ts';
import { longestOf } from './naive-calendar.ts';
import { longestAsked } from './naive-counters.ts';
import {
  calledLabel,
  calledSystem,
  countersOf,
  definitionOf,
  LABELS,
  MEASURES,
  type SimProgram,
} from './sim-program.ts';

/** How often each kind came, by its name. */
export type Coverage = Map<string, number>;

export const note = (coverage: Coverage, kind: string, times = 1): void => {
  coverage.set(kind, (coverage.get(kind) ?? 0) + times);
};

const each = (head: string, values: readonly (string | number | null)[]): string[] =>
  values.map((value) => `${head}: ${value ?? 'none'}`);

/** Every kind that the simulation means to draw or to meet: one that never comes is a defect of its generator. */
export const KINDS: readonly string[] = [
  ...each('every', [...EVERY, 'never']),
  ...each('week starts on', ['monday', 'sunday']),
  ...each('window', WINDOWS),
  ...each('measure', MEASURES),
  ...each('stores', ['all', 'some']),
  ...each('statuses', [2, 3, 4, 5]),
  ...each('raise', RAISES),
  ...each('lower', [...LOWERS, 'at-once']),
  ...each('endless', ['raised', 'lowered', 'a return took it']),
  ...each('grace', GRACES),
  ...each('minimum stay', STAYS),
  ...each('zone', ZONES),
  ...each('closing delay in hours', DELAYS),
  ...each('oldest receipt in days', AGES),
  ...each('table', [
    'with keep thresholds',
    'does not rise',
    'strict',
    'inclusive',
    'nothing for 0',
    'a status without a row',
  ]),
  ...each('ladder', ['with a lifetime status']),
  ...each('change', [
    'longer periods',
    'shorter periods',
    'another week',
    'another window',
    'another definition',
    'a definition of before comes back',
    'another zone',
    'fewer days kept',
    'more statuses',
    'another table',
    'at once to at turn',
    'another closing delay',
    'a second system',
    'a system goes',
    'a system comes back',
    'announced more than a week ahead',
    'two announced at once',
    'a system is called otherwise',
    'a label is called otherwise',
  ]),
  ...each('receipt', [
    'just now',
    'late by minutes',
    'late within days',
    'late by weeks',
    'late by months',
    'late by years',
    'ahead',
    'too far ahead',
    'paid something else',
    'paid nothing yet',
    "nobody's",
    'something waited for it',
    'something waited in vain',
    'claimed with what followed it',
    'change was handed back',
    'a line below zero',
    'given by the till',
    'claimed',
    'too old',
    'for the last period, not final',
    'for the last period, final',
    'for an older period',
    'late across a change',
    'days were forgotten',
  ]),
  ...each('review', [
    'raised',
    'lowered',
    'raised at once',
    'kept, never lowered',
    'kept, by its threshold',
    'kept, by its minimum stay',
    'one step',
    'stopped by a lifetime status',
  ]),
  ...each('review again', ['raised', 'lowered', 'raised when it was final', 'a grace that is over']),
  ...each('grace', [
    'begun',
    'lost',
    'rescued at a turn',
    'rescued at its end',
    'rescued at once',
    'a second miss in it',
    'ends with a turn',
  ]),
  ...each('clawback', [
    'none',
    'until-rollover',
    'always',
    'at once',
    'at the next turn',
    'judged from below at a turn',
    'a mark was looked at',
    'a mark was made good',
  ]),
  ...each('rule', [
    'on sale',
    'on payment',
    'on sale and payment',
    'looks at the receipt',
    'looks at all-time',
    'looks at this-month',
    'looks at P30D',
    'gives a label, clawback none',
    'gives a label, clawback always',
    'gives no label',
    'gives discount',
    'gives status',
    'where a counter agrees',
    'a label on a sale',
    'a label on a payment',
    'a label on a visit-came',
    'a label on a visit-no-show',
    'a label on a activity',
    'a status on a visit-came',
    'a status on a visit-no-show',
    'a status on a activity',
    'looks at nothing',
    'a label goes',
    'a status on a sale',
    'a status on a payment',
    'takes a status off',
  ]),
  ...each('gift', ['ends', 'ends with a turn', 'taken at once', 'taken at the next turn']),
  ...each('label', ['taken']),
  ...each('standing discount', [
    'ends',
    'taken',
    'wins',
    '0 beside one another',
    '1 beside one another',
    '2 beside one another',
  ]),
  ...each('override', [
    'set',
    'floor',
    'ceiling',
    'freeze',
    'with an end',
    'without an end',
    'over another',
    'taken off',
    'hides what is computed',
    'becomes what is earned',
    'ends',
    'ends with a turn',
    'sent again',
    'refused, unknown-status',
    'refused, override-impossible',
    'refused, precondition-failed',
    'refused, not-found',
  ]),
  ...each('return', [
    'all',
    'by lines',
    'by amount',
    'the refund is told',
    'several of one receipt',
    'after one of the other kind',
    'before its sale',
    'of a closed period',
    'months later',
    'at another store',
    'of one that waits for its card',
    "of nobody's",
    'of a receipt that was too old',
    'sent again',
    'another content under the same id',
    'with a foreign card',
    'refused, return-exceeds-original',
    'refused, refund-exceeds-paid',
    'refused, negative-return',
    'refused, return-before-sale',
  ]),
  ...each('payment', [
    'several of one receipt',
    'after one of the other kind',
    'before its sale',
    'of a closed period',
    'months later',
    'at another store',
    'of one that waits for its card',
    "of nobody's",
    'of a receipt that was too old',
    'sent again',
    'another content under the same id',
  ]),
  ...each('visit', [
    'new to booked',
    'new to came',
    'new to no-show',
    'new to cancelled',
    ...['booked', 'came', 'no-show', 'cancelled'].flatMap((from) =>
      ['booked', 'came', 'no-show', 'cancelled'].map((to) => `${from} to ${to}`),
    ),
    'moved',
    'counts on another day',
    'moved to where it is too old',
    'too old',
    'in another currency',
    'with lines',
    'sent again',
    'with a foreign card',
    'booked too far ahead',
    'ahead',
    'too far ahead',
    'late by weeks',
    'late by months',
    'late by years',
  ]),
  ...each('visit payment', [
    'while booked',
    'while came',
    'while no-show',
    'while cancelled',
    'with a foreign card',
  ]),
  ...each('visit of a calendar', [
    'waits for its card',
    'claimed',
    'older than what is stored',
    'refused, occurred-in-future',
    'refused, starts-in-future',
    'refused, member-mismatch',
  ]),
  ...each('payment of a calendar', ['refused, not-found']),
  ...each('activity', ['told']),
  ...each('activity of a calendar', [
    'waits for its card',
    'claimed',
    'refused, unknown-activity',
    'refused, occurred-in-future',
  ]),
  ...each('why', ['added up']),
  ...each('turn', [
    'judged',
    'judged by another version than it began with',
    'in another zone than it began in',
    'of a length that is no more',
    'with a version that begins with it',
    'of a period of one day',
  ]),
  ...each('turns missed in one call', ['2 to 10', '11 to 100', 'more than 100']),
  ...each('system', ['met after enrolment', 'gone', 'begins anew']),
  ...each('clock', ['back', 'a jump of hours', 'a jump of days', 'a jump of months', 'a sweep asleep']),
];

/** Notes what a version says, and what it changes. */
export function noteVersion(coverage: Coverage, next: SimProgram, earlier: readonly SimProgram[]): void {
  const say = (kind: string): void => note(coverage, kind);
  say(`zone: ${next.zone}`);
  say(`week starts on: ${next.weekStartsOn}`);
  say(`closing delay in hours: ${next.delayHours}`);
  say(`oldest receipt in days: ${next.maxAgeDays}`);
  for (const { statuses, review, clawback } of next.systems) {
    const { rows, counter } = review;
    say(`every: ${review.every}`);
    say(`window: ${review.window}`);
    say(`measure: ${counter.measure}`);
    say(`stores: ${counter.stores === null ? 'all' : 'some'}`);
    say(`statuses: ${statuses.length}`);
    say(`raise: ${review.raise}`);
    say(`lower: ${review.lower}`);
    say(`grace: ${review.grace ?? 'none'}`);
    say(`minimum stay: ${review.minimumStay ?? 'none'}`);
    say(`clawback: ${clawback ?? 'none'}`);
    const places = rows.map(({ status }) => statuses.findIndex(({ name }) => name === status));
    if (rows.some(({ keep }) => keep !== null)) say('table: with keep thresholds');
    if (places.some((place, index) => place < (places[index - 1] ?? 0))) say('table: does not rise');
    say(`table: ${rows[0]?.strict === true ? 'strict' : 'inclusive'}`);
    if (rows[0]?.low !== null) say('table: nothing for 0');
    if (new Set(places).size < statuses.length) say('table: a status without a row');
    if (statuses.some(({ lifetime }) => lifetime)) say('ladder: with a lifetime status');
  }
  for (const { on, look, also, gives } of next.rules ?? []) {
    say(`rule: on ${on.join(' and ')}`);
    say(
      `rule: looks at ${look.counter === null ? (look.of === 'nothing' ? 'nothing' : 'the receipt') : look.window}`,
    );
    if (also !== undefined) say('rule: where a counter agrees');
    say(`rule: gives ${gives.kind === 'label' ? `a label, clawback ${gives.clawback}` : gives.kind}`);
  }
  noteChanges(say, next, earlier);
}

function noteChanges(say: (kind: string) => void, next: SimProgram, earlier: readonly SimProgram[]): void {
  const last = earlier.at(-1);
  if (last === undefined) return;
  if (LABELS.some((label) => calledLabel(last, label) !== calledLabel(next, label)))
    say('change: a label is called otherwise');
  if (last.systems.some(({ name }) => calledSystem(last, name) !== calledSystem(next, name)))
    say('change: a system is called otherwise');
  if (last.zone !== next.zone) say('change: another zone');
  if (last.weekStartsOn !== next.weekStartsOn) say('change: another week');
  if (last.delayHours !== next.delayHours) say('change: another closing delay');
  if (last.systems.length > next.systems.length) say('change: a system goes');
  if (last.systems.length < next.systems.length) {
    const wasThere = earlier.some(({ systems }) => systems.some(({ name }) => name === 'club'));
    say(wasThere ? 'change: a system comes back' : 'change: a second system');
  }
  const before = new Set([...countersOf(last).values()].map(definitionOf));
  const long = new Set(earlier.flatMap((one) => [...countersOf(one).values()].map(definitionOf)));
  for (const system of next.systems) {
    const old = last.systems.find(({ name }) => name === system.name);
    const definition = definitionOf(system.review.counter);
    if (!before.has(definition) && long.has(definition)) say('change: a definition of before comes back');
    if (old === undefined) continue;
    const length = longestOf(system.review.every) - longestOf(old.review.every);
    if (length !== 0) say(length > 0 ? 'change: longer periods' : 'change: shorter periods');
    if (system.review.window !== old.review.window) say('change: another window');
    if (definition !== definitionOf(old.review.counter)) say('change: another definition');
    if (system.statuses.length > old.statuses.length) say('change: more statuses');
    if (system.review.rows !== old.review.rows) say('change: another table');
    if (old.review.raise === 'at-once' && system.review.raise === 'at-turn')
      say('change: at once to at turn');
    const isSame = definition === definitionOf(old.review.counter);
    if (!isSame && system.review.counter.measure === old.review.counter.measure)
      say(
        system.review.counter.reset === undefined
          ? 'change: a counter goes on'
          : 'change: a counter begins anew',
      );
    if (isSame && longestAsked(next, [system]) < longestAsked(last, [old])) say('change: fewer days kept');
  }
}
