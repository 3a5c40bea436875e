import { row, type Sabotage } from './sabotage.ts';

const TAKEN = 'test/domain/taken-off.test.ts';
const TOLD = 'test/domain/taken-off-told.test.ts';
const GIVEN = 'test/domain/given-statuses.test.ts';
const LINT = 'test/domain/lint.test.ts';
const effects = 'shared/domain/compile/compile-effects.ts';
const give = 'shared/domain/statuses/give-status.ts';
const layers = 'shared/domain/statuses/layers.ts';
const gifts = 'shared/domain/rewards/gifts.ts';
const explain = 'shared/domain/showing/explain.ts';
const lint = 'shared/domain/compile/lint-taken-off.ts';
const aliases = 'shared/domain/program/aliases.ts';

/** Statuses that a rule takes off (Y9, D99), and those that it gives downwards. */
export const takenOffSabotages: readonly Sabotage[] = [
  row(
    'none is below every status',
    effects,
    'if (status === null) return [{ system, rank: NO_STATUS }];',
    'if (status === null) return [{ system, rank: 0 }];',
    TAKEN,
  ),
  row(
    'a row says its own direction before the rule does',
    effects,
    "if ((transition ?? names.transition) !== 'up') return;",
    "if ((names.transition ?? transition) !== 'up') return;",
    LINT,
  ),
  row(
    'what was given for a time is hidden as well',
    give,
    'const hides = rank === NO_STATUS || rank < rankOf(system, earned.status);',
    'const hides = rank < rankOf(system, earned.status);',
    TAKEN,
  ),
  row(
    'who has none loses nothing',
    give,
    "if (rank === NO_STATUS && record.why.kind !== 'rule') return { kind: 'nothing' };",
    '',
    TAKEN,
  ),
  row(
    'the reason says what was taken off',
    give,
    'const award = rank === NO_STATUS ? { ...asked, why: takingOff(record, asked) } : asked;',
    'const award = asked;',
    TAKEN,
  ),
  row(
    'what was taken off is still known when it is taken off again',
    give,
    "const was = computed ?? (held.kind === 'rule' ? held.was : undefined);",
    'const was = computed ?? (held.kind === "initial" ? "" : undefined);',
    TAKEN,
  ),
  row(
    'what a rule took goes back with its goods',
    gifts,
    'statusAt(each.system, each.rank) === status',
    'each.system.statuses[each.rank]?.name === status',
    TAKEN,
  ),
  row(
    'what is given for longer stays hidden when what is earned is gone',
    layers,
    'rankOf(system, status) < ground || isAnyGiven',
    'rankOf(system, status) < ground || given.length > 5',
    TAKEN,
  ),
  row(
    'with nothing left there is nothing to hide',
    layers,
    'return each.status === null && !isHiding ? [] : [{ ...each, hides: isHiding }];',
    'return [{ ...each, hides: each.status === null || isHiding }];',
    TAKEN,
  ),
  row(
    'none that goes back to none is told as it was',
    gifts,
    ' || before.status === was) return before;',
    ') return before;',
    TOLD,
  ),
  row(
    'of the same given downwards several times the longest holds',
    give,
    'withinLimit(system, longestLast([...given, added]))',
    'withinLimit(system, [...given, added])',
    GIVEN,
  ),
  row(
    'one whose goods come back at the turn shortens no other',
    layers,
    'given: longestLast(left)',
    'given: left',
    GIVEN,
  ),
  row(
    'given once more it hides what the one hides that shows',
    give,
    'record.given.at(-1)?.hides === true ? { ...gift, hides: true } : gift',
    'gift',
    GIVEN,
  ),
  row(
    'a version leaves off what a rule took off',
    'shared/domain/statuses/drops.ts',
    'was !== null && is.status === null ? [] : [is]',
    'is.status === null ? [] : [is]',
    TOLD,
  ),
  row(
    'the end of one that hides a longer gift is shown',
    'shared/domain/showing/ahead.ts',
    'return earned.status === computed && !isLifted(seen) ? null : until;',
    'return earned.status === computed ? null : until;',
    TAKEN,
  ),
  row(
    'one that hides a shorter gift is not seen to end',
    'shared/domain/showing/ahead.ts',
    '!hides && until > last.until && rankOf',
    '!hides && rankOf',
    TAKEN,
  ),
  row(
    'none is told as taken off, not as given',
    'shared/domain/showing/origin-in-words.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    'const done = record.computed === null ? takenOff(system, why) : `${title} was given`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    'const done = `${title} was given`;',
    TOLD,
  ),
  row(
    'by a measure as well',
    explain,
    "if (why.kind === 'rule' && computed === null)",
    "if (why.kind === 'rule' && computed === '')",
    TOLD,
  ),
  row(
    'what was taken off is told by the name of today',
    aliases,
    'statusAlias(system, why.was) ?? why.was',
    'why.was',
    TOLD,
  ),
  row(
    'one that is taken off for a time is remembered by itself',
    'shared/domain/compile/state-size.ts',
    'JSON.stringify([system.name, statusAt(system, rank)])',
    'JSON.stringify([system.name, statusAt(system, Math.max(rank, 1))])',
    TOLD,
  ),
  row(
    'a finding where nobody has a status',
    lint,
    'if (review !== null || initial !== null || gives.some(',
    'if (review !== null || initial !== null || takes.some(',
    LINT,
  ),
  row(
    'not where every new member has one',
    lint,
    'review !== null || initial !== null ||',
    'review !== null ||',
    LINT,
  ),
  row(
    'it is taken off later in the chain',
    lint,
    'taken.place > given.place &&',
    'taken.place !== given.place &&',
    LINT,
  ),
  row(
    'a rule in between may end the chain',
    lint,
    '.every(({ rule }) => rule.combine)',
    '.every(({ rule }) => rule.name.length > 0)',
    LINT,
  ),
  row('under a condition it may be held', lint, '!last.isConditional &&', '', LINT),
  row(
    'on another command it may be held',
    lint,
    'first.on.every((word) => last.on.includes(word)) &&',
    '',
    LINT,
  ),
  row('below it may be held', lint, 'taken.min <= given.min &&', '', LINT),
  row('above it may be held', lint, 'taken.max >= given.max &&', '', LINT),
  row('taken for a time it may be held', lint, 'taken.effects.until === null &&', '', LINT),
  row(
    'the wire says what was taken off',
    'shared/contracts/http/why-given.ts',
    '...(was === undefined ? {} : { was }),',
    '',
    'test/contracts/after-a-receipt.test.ts',
  ),
  row(
    'the table knows what was taken off',
    'shared/table/codecs/status-reason.ts',
    'w: ifAny(why.was ?? null, text),',
    '',
    'test/table/codecs/items.property.test.ts',
  ),
];
