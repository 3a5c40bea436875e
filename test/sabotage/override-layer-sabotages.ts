import { row, type Sabotage } from './sabotage.ts';

const SET = 'test/domain/override-set.test.ts';
const ENDS = 'test/domain/override-ends.test.ts';
const DOMAIN = 'test/domain/overrides.test.ts';
const ACTS = 'test/operations/overrides.test.ts';
const overrides = 'shared/domain/statuses/overrides.ts';
const closing = 'shared/domain/reviews/closing.ts';
const ahead = 'shared/domain/showing/ahead.ts';
const changes = 'shared/domain/statuses/changes.ts';
const giving = 'shared/domain/statuses/give-status.ts';
const operation = 'shared/operations/override-status.ts';
const words = 'shared/domain/showing/origin-in-words.ts';

/** What a set becomes with its turn, when what shows ends, and what one moment makes of it (D33, D59, D93). */
export const overrideLayerSabotages: readonly Sabotage[] = [
  row(
    'entries that lie with the member may be read',
    'infra/permissions.ts',
    "getMany('entry', 'member')",
    "getMany('entry')",
    'test/infra/policies.test.ts',
  ),
  row(
    'what a rule gave in the moment of a set lies on top',
    overrides,
    'gift.since >= since',
    'gift.since > since',
    SET,
  ),
  row(
    'what a period began with before a set is forgotten',
    overrides,
    'const { backTo: _, begun: __, ...rest } = record;',
    'const { backTo: _, ...rest } = record;',
    SET,
  ),
  row(
    'a grace of before a set is over with its turn',
    overrides,
    '{ earned, grace: null, given }',
    '{ earned, grace: record.grace, given }',
    SET,
  ),
  row(
    'what was given downwards from before a set hides no more',
    overrides,
    '{ earned, grace: null, given }, true)',
    '{ earned, grace: null, given }, false)',
    SET,
  ),
  row(
    'a set becomes earned by the ladder of its turn',
    closing,
    'asEarned(judge?.system ?? systemAt(closing, endsAt), held, override, endsAt)',
    'asEarned(closing.system, held, override, endsAt)',
    SET,
  ),
  row(
    'a timer waits for the first end beneath an override as well',
    'shared/domain/timers/due.ts',
    '[until, override?.until ?? null]',
    '[override?.until ?? until]',
    SET,
  ),
  row(
    'a floor just so cannot be lost',
    'shared/domain/showing/prospects.ts',
    "mode === 'floor' ? above <= 0",
    "mode === 'floor' ? above < 0",
    SET,
  ),
  row(
    'a grace that is hidden is not told of',
    words,
    'graceOnTop(record) === null || overrideThatShows(record) !== null',
    'graceOnTop(record) === null',
    SET,
  ),
  row(
    'no status that an operator has set is said so',
    words,
    'overrideInWords(status === null ? null : title, why, moment)',
    'overrideInWords(title, why, moment)',
    DOMAIN,
  ),
  row(
    'what shows on through a moment was never interrupted',
    changes,
    'return effectiveAsOf(held, isSame ? { ...record, since: held.since } : record, at);',
    'return isSame ? { ...record, since: held.since } : record;',
    ENDS,
  ),
  row(
    'a moment is one, however many steps it takes',
    closing,
    'changes.at(-1)?.at === at ? (changes.pop() ?? null) : null',
    'null as StatusChange | null',
    ENDS,
  ),
  row(
    'a moment begins with its first step',
    closing,
    'found?.at === at ? found.record : record',
    'record',
    ENDS,
  ),
  row(
    'what one moment made is told when all of it is settled',
    changes,
    'Math.max(...steps.map((step) => step.finalAt))',
    'last.finalAt',
    ENDS,
  ),
  row(
    'an end that changes nothing is none',
    ahead,
    'if (effectiveStatus(end.after) !== held && isItsDoing(seen, end)) return end.at;',
    'return end.at;',
    ENDS,
  ),
  row(
    'what a review does has no end of its own',
    ahead,
    'effectiveStatus(end.after) !== held && isItsDoing(seen, end)',
    'effectiveStatus(end.after) !== held',
    ENDS,
  ),
  row('what a review has done before is no end', ahead, 'if (!isOn && !isOut) return null;', '', ENDS),
  row('what a version takes out lasts on', ahead, '!isOn && !isOut', '!isOn', ENDS),
  row(
    'an override that decides nothing is as none',
    ahead,
    'return decides(seen, ends) ? firstOf(seen, ends) : ownEnd(seen);',
    'return ends.length > 0 ? firstOf(seen, ends) : ownEnd(seen);',
    ENDS,
  ),
  row(
    'what follows an override is what it comes to',
    ahead,
    '? statusAlias(systemAt(seen, until), effectiveStatus(ahead(seen, until)))',
    '? statusAlias(system, record.earned.status)',
    ENDS,
  ),
  row(
    'a set that holds on has no end beneath it',
    ahead,
    'end.at === own && !isItsDoing(seen, end)',
    'false && end.at === own && !isItsDoing(seen, end)',
    ENDS,
  ),
  row(
    'a set ends what was given before it',
    ahead,
    'if (isLast && isUntilTurn(override)) return true;',
    '',
    ENDS,
  ),
  row(
    'what is taken off for longer hides',
    giving,
    'until, hides: rank === NO_STATUS }',
    'until, hides: false }',
    'test/domain/taken-off.test.ts',
  ),
  row(
    'what is made last longer is given from then on',
    giving,
    '{ status, since: at, why: record.why, until,',
    '{ status, since: record.since, why: record.why, until,',
    DOMAIN,
  ),
  row(
    'a gift that is made last longer is given from then on',
    giving,
    '{ ...top, since: at, until }',
    '{ ...top, until }',
    DOMAIN,
  ),
  row(
    'what is set again where there are no turns was never interrupted',
    'shared/domain/entries/override.ts',
    'asEarned(system, put, override, at)',
    'asEarned(system, { ...record, override }, override, at)',
    DOMAIN,
  ),
  row(
    'a system that begins anew has numbers of its own',
    'shared/domain/statuses/first-status.ts',
    'isAnew && entries.count > 0',
    'isAnew && entries.count < 0',
    'test/operations/overrides-begun-anew.test.ts',
  ),
  row(
    'nobody takes off what is over themselves',
    operation,
    "if (self === 'own')",
    "if (self === 'own' && request.override !== null)",
    ACTS,
  ),
  row(
    'a number that is ahead is told to be so',
    operation,
    "times > told.revision ? 'by now' : 'only'",
    "'by now'",
    ACTS,
  ),
];
