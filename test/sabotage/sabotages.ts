import { conditionSabotages, guardSabotages } from './guard-sabotages.ts';

/** One guard taken out: the test that names it must fail. */
export interface Sabotage {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** A file or folder under `test/`. */
  readonly test: string;
}

const row = (name: string, file: string, find: string, replace: string, test: string): Sabotage => ({
  name,
  file,
  find,
  replace,
  test,
});

const DOMAIN = 'test/domain';
const EXACTLY_ONCE = 'test/operations/exactly-once.connected.test.ts';
const SWEEP = 'test/operations/sweep.connected.test.ts';
const ACTIVATE = 'test/operations/activate.connected.test.ts';
const LEDGER = 'test/table/ledger.connected.test.ts';
const REGISTER = 'test/table/register.connected.test.ts';
const conditions = 'shared/table/requests/conditions.ts';
const ledgerRequests = 'shared/table/requests/ledger-requests.ts';
const score = 'shared/operations/score-receipt.ts';
const quote = 'shared/operations/honour-quote.ts';
const reviewStatuses = 'shared/domain/reviews/review-statuses.ts';
const countingDay = 'shared/domain/receipts/counting-day.ts';
const review = 'shared/domain/reviews/review.ts';

/** Every named condition of a write and every guard around it, and what decides about time. */
export const sabotages: readonly Sabotage[] = [
  ...conditionSabotages,
  ...guardSabotages,
  row(
    'an entry is new',
    ledgerRequests,
    'return changeRequest(tableName, change, itemIsNew);',
    "return changeRequest(tableName, change, { ConditionExpression: 'attribute_not_exists(never)' });",
    EXACTLY_ONCE,
  ),
  row(
    'the member is at the version that was read',
    conditions,
    "'v = :read'",
    "'v = :read OR v > :read'",
    EXACTLY_ONCE,
  ),
  row(
    'an entry of nobody is new',
    ledgerRequests,
    '    ...itemIsNew,\n    ReturnValuesOnConditionCheckFailure',
    '    ReturnValuesOnConditionCheckFailure',
    LEDGER,
  ),
  row(
    'a claimed entry had no member',
    conditions,
    'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning',
    'attribute_exists(pk) AND h = :meaning',
    LEDGER,
  ),
  row(
    'an unmatched card has no member',
    ledgerRequests,
    'ConditionCheck: { TableName: tableName, Key: card, ...itemIsNew }',
    "ConditionCheck: { TableName: tableName, Key: card, ConditionExpression: 'attribute_not_exists(never)' }",
    LEDGER,
  ),
  row('a card has tries left', conditions, "'tr > :none'", "'tr >= :none'", REGISTER),
  row(
    'the sweep only goes forwards',
    conditions,
    "'attribute_not_exists(pk) OR w <= :progress'",
    "'attribute_not_exists(never) OR w <= :progress'",
    'test/table',
  ),
  row(
    'the timeline is the one that was read',
    conditions,
    "'rev = :revision'",
    "'rev = :revision OR rev > :revision'",
    'test/table',
  ),
  row(
    'another meaning is not a replay',
    score,
    'stored.meaning === sent.meaning',
    'stored.meaning !== null',
    EXACTLY_ONCE,
  ),
  row('a quote is for its store', quote, 'promise.storeId === request.storeId &&', '', EXACTLY_ONCE),
  row('a quote is for its goods', quote, 'promise.goods === goodsHash(request)', 'true', EXACTLY_ONCE),
  row('a quote expires', quote, 'promise.expiresAt <= request.occurredAt', 'false', EXACTLY_ONCE),
  row(
    'a quote is ours',
    quote,
    "return refused('quote-invalid', 'Send the token of a quote as it was given.', '/quote');",
    'return NO_QUOTE;',
    EXACTLY_ONCE,
  ),
  row(
    'an activation gives notice',
    'shared/operations/activate-program.ts',
    'NOTICE_MS = 60_000',
    'NOTICE_MS = 0',
    ACTIVATE,
  ),
  row(
    'a version comes after the last',
    'shared/operations/activate-program.ts',
    'last.from + 1',
    'last.from',
    ACTIVATE,
  ),
  row(
    'a swept shard is left alone',
    'shared/operations/sweep.ts',
    '(walkedTo !== null && walkedTo >= turn)',
    'false',
    SWEEP,
  ),
  row(
    'a turn that changes nothing is not written',
    'shared/operations/sweep.ts',
    '    if (facts.length === 0 && after.dueAt === member.dueAt) return false;\n',
    '',
    SWEEP,
  ),
  row(
    'the closing delay ends on time',
    reviewStatuses,
    'now >= settledFrom, last.at',
    'now > settledFrom, last.at',
    DOMAIN,
  ),
  row(
    'a closed period begins on its first day',
    reviewStatuses,
    'day < last.period.from',
    'day <= last.period.from',
    DOMAIN,
  ),
  row(
    'what is too old does not count',
    countingDay,
    '- day > program.maxReceiptAgeDays',
    '- day >= program.maxReceiptAgeDays',
    DOMAIN,
  ),
  row(
    'a clock ahead counts on the day of receipt',
    countingDay,
    'const moment = clockAhead ? now : sale.occurredAt;',
    'const moment = sale.occurredAt;',
    DOMAIN,
  ),
  row(
    'another currency does not count',
    'shared/domain/receipts/measure-receipt.ts',
    'column.currency !== null && column.currency !== currency',
    'false',
    DOMAIN,
  ),
  row(
    'a running period is seen from today',
    reviewStatuses,
    'dayWithin(running, calendar.dayOf(now, zone))',
    'running.to - 1',
    DOMAIN,
  ),
  row(
    'a review again starts from before the turn',
    review,
    'outcomeOf(place, period, entry.before, turn, now)',
    'outcomeOf(place, period, entry.computed, turn, now)',
    DOMAIN,
  ),
  row(
    'a turn remembers what was held before it',
    review,
    'before: entry.earned.status, closedTo',
    'before: entry.before, closedTo',
    DOMAIN,
  ),
  row(
    'raising at once never lowers',
    review,
    "  if (earned <= placeOf(system, entry.earned.status)) return entry;\n  const why: StatusReason = { kind: 'raised",
    "  const why: StatusReason = { kind: 'raised",
    DOMAIN,
  ),
  row(
    'after the closing delay a review only raises',
    review,
    '  if (earned <= placeOf(system, entry.earned.status)) return entry;\n  const why = reviewed',
    '  const why = reviewed',
    DOMAIN,
  ),
  row(
    'a status that never falls does not',
    review,
    "if (lower === 'never') return held;",
    "if (lower === 'x') return held;",
    DOMAIN,
  ),
  row(
    'a turn closes at its instant',
    'shared/domain/reviews/closing.ts',
    'turn === null || turn.at > now',
    'turn === null || turn.at >= now',
    DOMAIN,
  ),
  row(
    'the version at the end judges',
    'shared/domain/reviews/closing.ts',
    'asEpochMs(assumedEnd - 1)',
    'asEpochMs(assumedEnd)',
    DOMAIN,
  ),
  row(
    'the version at the beginning says how long',
    'shared/domain/reviews/closing.ts',
    'systemIn(inForce(programs, calendar.startOf(day, zone)), present.name) ?? present',
    'present',
    DOMAIN,
  ),
  row(
    'a lowering is told when it is settled',
    'shared/domain/reviews/status-facts.ts',
    "change.direction === 'raised' || ",
    "change.direction !== 'raised' || ",
    DOMAIN,
  ),
  row('over is strict', 'shared/domain/program/compile-range.ts', 'low + 1 : low', 'low : low', DOMAIN),
  row('below is strict', 'shared/domain/program/compile-range.ts', 'high - 1 : high', 'high : high', DOMAIN),
  row('half a minor unit rounds up', 'shared/domain/values/money.ts', '+ 5_000)', '+ 4_999)', DOMAIN),
  row(
    'days are kept as long as they are asked for',
    'shared/domain/program/compile-measure.ts',
    'reach + closingDelayDays',
    'reach - 31',
    DOMAIN,
  ),
  row(
    'what is forgotten stays in the total',
    'shared/domain/member/counters.ts',
    'before += countsDays ? Number(value > 0) : value;',
    '',
    DOMAIN,
  ),
  row(
    'a cursor belongs to its list',
    'shared/lambda/cursors.ts',
    'JSON.stringify([list, place])',
    'JSON.stringify([place])',
    'test/lambda',
  ),
  row(
    'a till speaks for its stores',
    'shared/lambda/callers.ts',
    "if (!stores.includes(wanted)) throw new RefusedRequest('store-mismatch');",
    '',
    'test/lambda',
  ),
  row(
    'a body has a largest size',
    'shared/lambda/json-body.ts',
    "if (Buffer.byteLength(body, encoding) > MAX_BODY_BYTES) throw new RefusedRequest('too-large');",
    '',
    'test/lambda',
  ),
  row(
    'a key stands once in an object',
    'shared/lambda/json-body.ts',
    '  refuseDoubleKeysAndDepth(text);\n',
    '',
    'test/lambda',
  ),
];
