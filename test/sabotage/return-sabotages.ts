import { conditions, ledgerRequests, row, type Sabotage } from './sabotage.ts';

const takeBack = 'shared/domain/returns/take-back.ts';
const left = 'shared/domain/returns/left.ts';
const measureLeft = 'shared/domain/returns/measure-left.ts';
const countedBack = 'shared/domain/returns/counted-back.ts';
const clawback = 'shared/domain/reviews/clawback.ts';
const review = 'shared/domain/reviews/review.ts';
const gifts = 'shared/domain/rewards/gifts.ts';
const followUp = 'shared/operations/follow-up.ts';
const withFollowers = 'shared/operations/sale-with-followers.ts';
const claim = 'shared/operations/claim-receipts.ts';
const RETURNS = 'test/domain/returns.test.ts';
const FOLLOW_UPS = 'test/operations/follow-ups.test.ts';
const ON_TABLE = 'test/operations/follow-ups.connected.test.ts';
const RACES = 'test/races/races.connected.test.ts';
const REQUESTS = 'test/table/requests/follow-up-requests.test.ts';
const TORN = 'test/operations/torn-transactions.connected.test.ts';

/** What comes back, and what is paid later (D15, D16, D29, D39–D43, D94). */
export const returnSabotages: readonly Sabotage[] = [
  row('no more goods than are left', takeBack, 'quantityThousandths > goodsLeft(line)', 'false', RETURNS),
  row('nothing of a line that is gone', takeBack, 'if (isGone(line))', 'if (false)', RETURNS),
  row('nothing comes back of nothing', takeBack, 'return isAllBack(left)', 'return false', RETURNS),
  row('no more money than is left', takeBack, 'if (amountMinor > rest)', 'if (false)', RETURNS),
  row('a return is not below zero', takeBack, 'if (sum < 0)', 'if (false)', RETURNS),
  row(
    'a return is of something',
    takeBack,
    'if (quantityThousandths === 0) {\n      return refuse',
    'if (false) {\n      return refuse',
    RETURNS,
  ),
  row('all that is left takes the goods', takeBack, 'if (amountMinor === rest)', 'if (false)', RETURNS),
  row(
    'lines begin anew after money',
    takeBack,
    'backThousandths: 0,\n        isBack: false',
    'backThousandths: line.backThousandths,\n        isBack: false',
    RETURNS,
  ),
  row('no more is refunded than is paid', takeBack, 'told > rest ? null : told', 'told', RETURNS),
  row(
    'the last of the sale takes the last of paid',
    takeBack,
    'if (isAllBack(after)) return rest;',
    '',
    RETURNS,
  ),
  row('a share is cumulative', takeBack, ' - after.refundedMinor));', '));', RETURNS),
  row(
    'goods are cumulative shares',
    left,
    'netMinor - roundedShare(netMinor, backThousandths, quantityThousandths)',
    'netMinor - roundedShare(netMinor, 1_000, quantityThousandths) * (backThousandths / 1_000)',
    RETURNS,
  ),
  row(
    'the purchase goes with the last goods',
    measureLeft,
    'isOfPurchase && !isBought ? 0',
    'false ? 0',
    RETURNS,
  ),
  row(
    'only what was tallied is taken out',
    countedBack,
    'else if (other === 0 && wasTallied(followed, shape))',
    'else if (false)',
    RETURNS,
  ),
  row(
    'inside the delay `none` keeps nothing',
    review,
    'const isFree = now < finalAt',
    'const isFree = now < 0 && finalAt > 0',
    RETURNS,
  ),
  row(
    'always judges again at once',
    clawback,
    "if (clawback === 'always') return isLower ? judged : record;",
    "if (clawback === 'always') return record;",
    RETURNS,
  ),
  row(
    'until-rollover waits for the turn',
    clawback,
    'return isLower ? { ...record, backTo: { status: judged.earned.status } } : withoutBackTo(record);\n}\n\n/** Whether',
    'return record;\n}\n\n/** Whether',
    RETURNS,
  ),
  row(
    'the turn judges from below',
    review,
    'backTo === undefined ? record.earned : { ...backTo, since: endsAt }',
    'record.earned',
    RETURNS,
  ),
  row(
    'a gift is of its receipt',
    gifts,
    'if (gift.storeId !== sold.source || gift.receiptId !== sold.id) return false;',
    '',
    RETURNS,
  ),
  row(
    'what was held before the gift returns',
    gifts,
    'status: why.over.status, since: now',
    'status, since: now',
    RETURNS,
  ),
  row(
    'a gift until the turn ends with it',
    gifts,
    'turn < given.until ? turn : given.until',
    'given.until',
    RETURNS,
  ),
  row(
    'a label that is taken is gone',
    gifts,
    'by === undefined || !isLost(by,',
    'true || !isLost(by as never,',
    RETURNS,
  ),
  row(
    'a return is counted once',
    ledgerRequests,
    'followed: () => itemIsNew,\n  });\n}\n\n/** The same for an entry',
    "followed: () => ({ ConditionExpression: 'attribute_not_exists(never)' }),\n  });\n}\n\n/** The same for an entry",
    ON_TABLE,
  ),
  row(
    'a sale has seen what was read of it',
    conditions,
    "memberId === null ? NO_MEMBER : 'm = :member',\n    isAtRevision(revision),",
    "memberId === null ? NO_MEMBER : 'm = :member',",
    RACES,
  ),
  row(
    'a sale comes with all that waits for it',
    conditions,
    "allOf('attribute_not_exists(h)', isAtRevision(count))",
    "allOf('attribute_not_exists(h)')",
    RACES,
  ),
  row(
    'a claim comes with all that has followed',
    conditions,
    "allOf('attribute_exists(pk)', NO_MEMBER, SAYS_THE_SAME, isAtRevision(revision))",
    "allOf('attribute_exists(pk)', NO_MEMBER, SAYS_THE_SAME)",
    ON_TABLE,
  ),
  row(
    'the same again is answered from the books',
    followUp,
    'if (known !== null) return known;',
    '',
    FOLLOW_UPS,
  ),
  row(
    'an id is of one content',
    followUp,
    'if (followUp.meaning !== meaning) return otherContent();',
    '',
    FOLLOW_UPS,
  ),
  row(
    'an id that waits is of one content',
    followUp,
    'if (waiting.meaning !== meaning) return otherContent();',
    '',
    FOLLOW_UPS,
  ),
  row(
    'an id that was impossible is of one content',
    followUp,
    'if (impossible.meaning !== meaning) return otherContent();',
    '',
    FOLLOW_UPS,
  ),
  row(
    'who is too slow is asked to come again',
    followUp,
    "return outcome ?? refused('try-again',",
    "return outcome ?? refused('parked-too-many',",
    FOLLOW_UPS,
  ),
  row(
    'another content is told as such',
    followUp,
    "refused('idempotency-mismatch', 'This id",
    "refused('try-again', 'This id",
    FOLLOW_UPS,
  ),
  row('too many are told as such', followUp, "'parked-too-many',", "'try-again',", FOLLOW_UPS),
  row(
    'what was impossible stays so',
    followUp,
    'if (impossible !== undefined) {',
    'if (impossible === null) {',
    FOLLOW_UPS,
  ),
  row(
    'another member is told as such',
    withFollowers,
    "refused('return-member-mismatch', 'The receipt",
    "refused('return-currency-mismatch', 'The receipt",
    FOLLOW_UPS,
  ),
  row(
    'a return asks for what was read of its sale',
    ledgerRequests,
    'saleIsAsRead(memberId, left.revision - 1)',
    "{ ConditionExpression: 'attribute_not_exists(never)', ExpressionAttributeValues: {} }",
    RACES,
  ),
  row(
    'a claim asks that what followed has no member',
    ledgerRequests,
    'followUpIsUnclaimed(meaning)',
    "({ ConditionExpression: 'attribute_not_exists(never)', meaning } as Condition)",
    REQUESTS,
  ),
  row(
    'who parks asks for who waits already',
    ledgerRequests,
    '...saleIsAwaited(awaited.length - 1),',
    '',
    RACES,
  ),
  row(
    'twenty wait, and no more',
    followUp,
    'if (awaited.length >= MAX_AWAITED) return tooMany();',
    '',
    FOLLOW_UPS,
  ),
  row('twenty follow a receipt without a member', followUp, 'if (isFull) return tooMany();', '', FOLLOW_UPS),
  row('what waits is looked at', followUp, 'if (untimely !== null) return untimely;', '', FOLLOW_UPS),
  row(
    'a return is of the member who has the sale',
    followUp,
    'if (foreign !== null) return foreign;',
    '',
    FOLLOW_UPS,
  ),
  row(
    'a return is in the currency of its sale',
    withFollowers,
    'currency !== null && currency !== body.sale.currency',
    'false',
    FOLLOW_UPS,
  ),
  row(
    'what waited counts in the order in which it happened',
    withFollowers,
    'one.told.occurredAt - other.told.occurredAt',
    'other.told.occurredAt - one.told.occurredAt',
    FOLLOW_UPS,
  ),
  row(
    'what is impossible is noted',
    withFollowers,
    'refusals.length === 0 ? sold',
    'true ? sold',
    FOLLOW_UPS,
  ),
  row('what followed is claimed with its receipt', claim, 'if (revision === 0)', 'if (true)', FOLLOW_UPS),
  row(
    'what is left follows from what is there',
    'shared/table/restored-follow-ups.ts',
    'if (isSame) return null;',
    'return null;',
    TORN,
  ),
  row(
    'a return has the owner of its sale',
    'shared/table/restored-follow-ups.ts',
    'if (whose(entry.owner) === whose(sold.owner)) return null;',
    'return null;',
    TORN,
  ),
  row(
    'a return whose sale is lost waits',
    'shared/table/restored-follow-ups.ts',
    'if (place === undefined) {',
    'if (false) {',
    TORN,
  ),
];
