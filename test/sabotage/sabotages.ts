import { auditSabotages } from './audit-sabotages.ts';
import { borderSabotages } from './border-sabotages.ts';
import { changeSabotages } from './change-sabotages.ts';
import { clawbackSabotages } from './clawback-sabotages.ts';
import { columnSabotages } from './column-sabotages.ts';
import { deadlineSabotages } from './deadline-sabotages.ts';
import { discountSabotages } from './discount-sabotages.ts';
import { conditionSabotages, guardSabotages } from './guard-sabotages.ts';
import { labelSabotages } from './label-sabotages.ts';
import { lateSabotages } from './late-sabotages.ts';
import { neighbourSabotages } from './neighbour-sabotages.ts';
import { overrideLayerSabotages } from './override-layer-sabotages.ts';
import { overrideSabotages } from './override-sabotages.ts';
import { periodSabotages } from './period-sabotages.ts';
import { programSabotages } from './program-sabotages.ts';
import { referralSabotages } from './referral-sabotages.ts';
import { returnSabotages } from './return-sabotages.ts';
import { ACTIVATE, conditions, LEDGER, ledgerRequests, REGISTER, row, type Sabotage } from './sabotage.ts';
import { sizeSabotages } from './size-sabotages.ts';
import { storedAnswerSabotages } from './stored-answer-sabotages.ts';
import { takenOffSabotages } from './taken-off-sabotages.ts';
import { adapterSabotages, trustSabotages } from './trust-sabotages.ts';

const DOMAIN = 'test/domain';
const EXACTLY_ONCE = 'test/operations/exactly-once.connected.test.ts';
const SWEEP = 'test/operations/sweep.connected.test.ts';
const score = 'shared/operations/score-receipt.ts';
const quote = 'shared/operations/honour-quote.ts';
const countingDay = 'shared/domain/entries/counting-day.ts';

/** Every named condition of a write and every guard around it, and what decides about time. */
export const sabotages: readonly Sabotage[] = [
  ...conditionSabotages,
  ...guardSabotages,
  ...periodSabotages,
  ...columnSabotages,
  ...neighbourSabotages,
  ...lateSabotages,
  ...sizeSabotages,
  ...deadlineSabotages,
  ...storedAnswerSabotages,
  ...trustSabotages,
  ...adapterSabotages,
  ...programSabotages,
  ...returnSabotages,
  ...labelSabotages,
  ...overrideLayerSabotages,
  ...overrideSabotages,
  ...takenOffSabotages,
  ...discountSabotages,
  ...referralSabotages,
  ...changeSabotages,
  ...clawbackSabotages,
  ...borderSabotages,
  ...auditSabotages,
  row(
    'an entry is new',
    ledgerRequests,
    'entry: saleIsAwaited(change.awaited ?? 0),',
    "entry: { ConditionExpression: 'attribute_not_exists(never)' },",
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
    '{ entry: saleIsAwaited(followed.awaited ?? 0), followed: () => itemIsNew }',
    "{ entry: { ConditionExpression: 'attribute_not_exists(never)' }, followed: () => itemIsNew }",
    LEDGER,
  ),
  row(
    'a claimed entry had no member',
    conditions,
    "allOf('attribute_exists(pk)', NO_MEMBER, SAYS_THE_SAME, isAtRevision(revision))",
    "allOf('attribute_exists(pk)', SAYS_THE_SAME, isAtRevision(revision))",
    LEDGER,
  ),
  row(
    'an unmatched card has no member',
    ledgerRequests,
    'Key: keyAttributes(cardKey(card)), ...itemIsNew }',
    "Key: keyAttributes(cardKey(card)), ConditionExpression: 'attribute_not_exists(never)' }",
    LEDGER,
  ),
  row('a day has its tries', conditions, "'td >= :day AND tc <= :most'", "'td >= :day'", REGISTER),
  row(
    'a day’s tries begin with the day',
    conditions,
    "'attribute_not_exists(td) OR (td < :day AND tc <= :most)'",
    "'attribute_not_exists(td) OR td < :day'",
    REGISTER,
  ),
  row('a printing links one', conditions, '(attribute_not_exists(us) OR us <> :printing) AND ', '', REGISTER),
  row(
    'the sweep only goes forwards',
    conditions,
    "'attribute_not_exists(w) OR w < :progress'",
    "'attribute_not_exists(never) OR w < :progress'",
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
    'isMeaningOf(stored.meaning, request)',
    'stored.meaning !== null',
    EXACTLY_ONCE,
  ),
  row('a quote is for its store', quote, 'promise.storeId === request.storeId &&', '', EXACTLY_ONCE),
  row(
    'a quote is for its goods',
    quote,
    'goodsHashes(request).includes(promise.goods)',
    'true',
    EXACTLY_ONCE,
  ),
  row('a quote expires', quote, ' && occurredAt < expiresAt', '', EXACTLY_ONCE),
  row(
    'a quote is ours',
    quote,
    "return refused('quote-invalid', 'Send the token of a quote as it was given.', '/quote');",
    "return decidedAnew('none');",
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
    '(walkedTo !== null && walkedTo >= periodEnd)',
    'false',
    SWEEP,
  ),
  row(
    'a turn that changes nothing is not written',
    'shared/operations/sweep.ts',
    "  if (facts.length === 0 && after.dueAt === member.dueAt) return { kind: 'nothing-to-write' };\n",
    '',
    SWEEP,
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
    'shared/domain/counting/measure-receipt.ts',
    'column.currency !== null && column.currency !== currency',
    'false',
    DOMAIN,
  ),
  row(
    'a lowering is told when it is final',
    'shared/domain/statuses/changes.ts',
    "change.direction === 'raised' || ",
    "change.direction !== 'raised' || ",
    DOMAIN,
  ),
  row('over is strict', 'shared/domain/compile/compile-range.ts', 'low + 1 : low', 'low : low', DOMAIN),
  row('below is strict', 'shared/domain/compile/compile-range.ts', 'high - 1 : high', 'high : high', DOMAIN),
  row('half a minor unit rounds up', 'shared/domain/values/money.ts', '+ 5_000)', '+ 4_999)', DOMAIN),
  row(
    'days are kept as long as they are asked for',
    'shared/domain/compile/compile-measure.ts',
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
    'test/bad-input/bad-receipts.test.ts',
  ),
  row(
    'a key stands once in an object',
    'shared/lambda/json-body.ts',
    '  refuseDoubleKeysAndDepth(text);\n',
    '',
    'test/bad-input/bad-receipts.test.ts',
  ),
];
