import { row, type Sabotage } from './sabotage.ts';

const DOMAIN = 'test/domain/overrides.test.ts';
const ACTS = 'test/operations/overrides.test.ts';
const effective = 'shared/domain/statuses/effective.ts';
const overrides = 'shared/domain/statuses/overrides.ts';
const closing = 'shared/domain/reviews/closing.ts';
const ahead = 'shared/domain/showing/ahead.ts';
const prospects = 'shared/domain/showing/prospects.ts';
const told = 'shared/domain/entries/override-told.ts';
const entry = 'shared/domain/entries/override.ts';
const operation = 'shared/operations/override-status.ts';

/** What an operator puts over a status (L24, D59, D93, D95). */
export const overrideSabotages: readonly Sabotage[] = [
  row(
    'a floor lets show what is above it',
    effective,
    'return above >= 0 ? computed : status;',
    'return status;',
    DOMAIN,
  ),
  row(
    'a ceiling lets show what is below it',
    effective,
    'return above <= 0 ? computed : status;',
    'return status;',
    DOMAIN,
  ),
  row(
    'what shows on was never interrupted',
    effective,
    'status === effectiveStatus(before) ? effectiveSince(before) : at;',
    'at;',
    DOMAIN,
  ),
  row(
    'an override says why it shows',
    effective,
    'override === null ? record.why : reasonOf(override)',
    'record.why',
    DOMAIN,
  ),
  row(
    'what was held before a set is over with the turn',
    overrides,
    'record.given.filter((gift) => gift.since >= since)',
    'record.given',
    DOMAIN,
  ),
  row(
    'what rules gave since a set lies on top',
    overrides,
    'record.given.filter((gift) => gift.since >= since)',
    'record.given.filter(() => false)',
    DOMAIN,
  ),
  row(
    'an override ends in its first moment',
    overrides,
    'override.until <= at',
    'override.until < at',
    DOMAIN,
  ),
  row(
    'a set without an end waits for the turn',
    overrides,
    "mode === 'set' && until === null",
    "until === null && mode === 'freeze'",
    DOMAIN,
  ),
  row(
    'the end of an override is met in the order of time',
    overrides,
    'return layer < override ? layer : override;',
    'return layer;',
    DOMAIN,
  ),
  row(
    'the review starts from what was set',
    closing,
    'const isSet = override !== null && isUntilTurn(override);',
    'const isSet = (override as null) !== null && false;',
    DOMAIN,
  ),
  row(
    'an end and a review are one change',
    closing,
    'const shown = withoutEndedOverride(system, after, at);',
    'const shown = endsFirst ? withoutEndedOverride(system, after, at) : after;',
    DOMAIN,
  ),
  row(
    'what shows on through a turn was never interrupted',
    closing,
    'record = asBefore(begun, step.record, at);',
    'record = step.record;',
    DOMAIN,
  ),
  row(
    'periods under a set are not passed over',
    closing,
    // What becomes of a set makes a new list of gifts, so that their identity would tell it as well.
    `    after.override === record.override &&
    after.earned.status === record.earned.status &&
    after.grace === record.grace &&
    after.given === record.given;`,
    `    after.earned.status === record.earned.status &&
    after.grace === record.grace &&
    after.given.length === record.given.length;`,
    DOMAIN,
  ),
  row(
    'a status that a version drops is dropped from an override',
    'shared/domain/statuses/drops.ts',
    'override: override === null ? null : renamed(override),',
    // Left as it is it would be looked for again without end.
    'override: override === null ? null : { ...override, status: null },',
    DOMAIN,
  ),
  row(
    'a status in an override is looked for by drops',
    'shared/domain/statuses/drops.ts',
    '...(record.override === null ? [] : [record.override.status]),',
    '',
    DOMAIN,
  ),
  row(
    'rules see what shows',
    'shared/domain/statuses/held-statuses.ts',
    'record === undefined ? null : effectiveStatus(record)',
    'record === undefined ? null : record.computed',
    DOMAIN,
  ),
  row(
    'a rule that moves beneath an override says so',
    'shared/domain/rewards/member-rules.ts',
    "? null : 'overridden'",
    "? null : 'gave'",
    DOMAIN,
  ),
  row(
    'goods take nothing that an operator set',
    'shared/domain/reviews/clawback.ts',
    "review.every === null && record.earned.why.kind === 'override'",
    'review.every === null && false',
    DOMAIN,
  ),
  row(
    'a freeze keeps what shows',
    entry,
    "mode === 'freeze' ? effectiveStatus(record) : told.override.status",
    'told.override.status',
    DOMAIN,
  ),
  row(
    'where there is no review a set is earned at once',
    entry,
    'isUntilTurn(override) && !hasTurns(system)',
    'isUntilTurn(override) && false',
    DOMAIN,
  ),
  row(
    'an override is an entry of the member',
    entry,
    'tally({ ...member, statuses }, refOfOverride(member.id, told))',
    '{ ...member, statuses }',
    ACTS,
  ),
  row(
    'the end of what shows is seen',
    ahead,
    'isUntilTurn(override) ? (period?.endsAt ?? null) : override.until',
    'override.until',
    DOMAIN,
  ),
  row(
    'what an override hides is no next status',
    prospects,
    'overridden(system, override, name) === name ? next : null',
    'next',
    DOMAIN,
  ),
  row(
    'what an override holds cannot be lost',
    prospects,
    "mode === 'floor' ? above <= 0 : above > 0",
    'false',
    DOMAIN,
  ),
  row('no floor is none', told, "mode === 'floor' && known === undefined", 'false', DOMAIN),
  row('no override has ended already', told, 'until !== null && until <= now', 'false', DOMAIN),
  row(
    'a status of an override is one of the program',
    told,
    'status !== null && known === undefined',
    'false',
    DOMAIN,
  ),
  row(
    'a system of an override is one of the program',
    told,
    'if (system === undefined)',
    'if (false as boolean)',
    DOMAIN,
  ),
  row('nobody does it to themselves', operation, "self === 'own'", 'false', ACTS),
  row('nobody writes over what they have not seen', operation, 'times !== told.revision', 'false', ACTS),
  row(
    'the same again is no second act',
    operation,
    'stored !== null && isSame(stored.body.told, told)',
    'false',
    ACTS,
  ),
  row(
    'another is no repetition',
    operation,
    'stored !== null && isSame(stored.body.told, told)',
    'stored !== null',
    ACTS,
  ),
  row(
    'nothing is taken off twice',
    operation,
    'told.override === null && before.override === null',
    'false',
    ACTS,
  ),
  row(
    'of nobody nothing is overridden',
    operation,
    'if (snapshot === null) return',
    'if (snapshot === null) throw 0; else if (false as boolean) return',
    ACTS,
  ),
  row(
    'a busy member is to be tried again',
    operation,
    "outcome ?? refused('try-again'",
    "outcome ?? refused('not-found'",
    ACTS,
  ),
  row(
    'an override is told to the audit',
    operation,
    'ledger.commit({ before, after, entry, facts, audit })',
    'ledger.commit({ before, after, entry, facts })',
    ACTS,
  ),
];
