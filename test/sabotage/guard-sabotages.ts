import { ACTIVATE, conditions, LEDGER, ledgerRequests, REGISTER, row, type Sabotage } from './sabotage.ts';

const ALWAYS = "{ ConditionExpression: 'attribute_not_exists(never)' }";
const REQUESTS = 'test/table/requests';
const TABLE = 'test/table';
const REBUILD = 'test/operations/rebuild.connected.test.ts';
const GUARDS = 'test/operations/guards.test.ts';
const RETRIED = 'test/operations/retried.test.ts';
const REFUSALS = 'test/domain/refusals.test.ts';
const LAMBDA = 'test/lambda';
const EDGE = 'test/bad-input/bad-receipts.test.ts';
const memberRequests = 'shared/table/requests/member-requests.ts';
const programRequests = 'shared/table/requests/program-requests.ts';
const tillKeyRequests = 'shared/table/requests/till-key-requests.ts';
const unclaimed = 'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning';

/** Each named condition where it is defined, and everywhere it is asked for. */
export const conditionSabotages: readonly Sabotage[] = [
  row(
    'what is new was not there',
    conditions,
    "{ ConditionExpression: 'attribute_not_exists(pk)' }",
    ALWAYS,
    LEDGER,
  ),
  row(
    'what is changed is there',
    conditions,
    "{ ConditionExpression: 'attribute_exists(pk)' }",
    ALWAYS,
    REGISTER,
  ),
  row(
    'a claimed entry is stored',
    conditions,
    unclaimed,
    'attribute_not_exists(m) AND h = :meaning',
    REQUESTS,
  ),
  row(
    'a claimed entry says the same',
    conditions,
    unclaimed,
    'attribute_exists(pk) AND attribute_not_exists(m) AND (h = :meaning OR h <> :meaning)',
    REQUESTS,
  ),
  row('the first timeline is the first', conditions, '    ? itemIsNew', `    ? ${ALWAYS}`, TABLE),
  row(
    'a claim asks that the entry is unclaimed',
    ledgerRequests,
    'changeRequest(tableName, change, entryIsUnclaimed(change.entry.meaning))',
    `changeRequest(tableName, change, ${ALWAYS})`,
    LEDGER,
  ),
  row(
    'a commit asks for the version',
    ledgerRequests,
    'const condition = memberIsAtVersion(before.version);',
    "const condition = { ...memberIsAtVersion(before.version), ConditionExpression: 'v >= :read' };",
    LEDGER,
  ),
  row(
    'a fact is new',
    ledgerRequests,
    'Item: factsItem(facts), ...itemIsNew',
    'Item: factsItem(facts)',
    REQUESTS,
  ),
  row(
    'an enrolment’s items are new',
    memberRequests,
    'Put: { TableName: tableName, Item: item, ...itemIsNew },',
    'Put: { TableName: tableName, Item: item },',
    REQUESTS,
  ),
  row(
    'an enrolment’s card and phone are new',
    memberRequests,
    'Put: { TableName: tableName, Item: item, ...itemIsNew, ReturnValues',
    'Put: { TableName: tableName, Item: item, ReturnValues',
    REGISTER,
  ),
  row(
    'a login that has a member keeps it',
    memberRequests,
    '  Item: linkItem(login, memberId),\n  ...itemIsNew,\n',
    '  Item: linkItem(login, memberId),\n',
    REGISTER,
  ),
  row(
    'a try asks whether one is left',
    memberRequests,
    'ConditionExpression: triesAreLeft.ConditionExpression,\n  ExpressionAttributeValues: { ...triesAreLeft.ExpressionAttributeValues,',
    'ExpressionAttributeValues: {',
    REGISTER,
  ),
  row(
    'only a known card is closed',
    memberRequests,
    "tr = :none',\n  ...itemExists,",
    "tr = :none',",
    REGISTER,
  ),
  row(
    'a version asks for the timeline that was read',
    programRequests,
    'const condition = timelineIsAtRevision(revision);',
    "const condition = { ConditionExpression: 'attribute_not_exists(never)', ExpressionAttributeValues: {} };",
    TABLE,
  ),
  row(
    'a version is new',
    programRequests,
    'Item: programItem(row.version, program), ...itemIsNew',
    'Item: programItem(row.version, program)',
    REQUESTS,
  ),
  row(
    'a walk asks whether another is ahead',
    'shared/table/requests/sweep-requests.ts',
    '  ...progressIsBehind(progressText(progress)),\n',
    '',
    TABLE,
  ),
  row(
    'a till key is new',
    tillKeyRequests,
    'Item: tillKeyItem(key), ...itemIsNew }',
    'Item: tillKeyItem(key) }',
    REGISTER,
  ),
  row(
    'a state is put back where none is',
    memberRequests,
    'Item: stateItem(member, FIRST_VERSION),\n  ...itemIsNew,',
    'Item: stateItem(member, FIRST_VERSION),',
    REBUILD,
  ),
  row(
    'a rebuild has seen what the state has counted',
    'shared/operations/rebuild-member.ts',
    'state.entries.count !== made.entries.count || state.entries.digest !== made.entries.digest',
    'false',
    REBUILD,
  ),
  row('only a known key is revoked', tillKeyRequests, ":at)',\n  ...itemExists,", ":at)',", REGISTER),
  row('a key stays revoked since the first time', tillKeyRequests, 'if_not_exists(re, :at)', ':at', REGISTER),
  row(
    'a timeline is read again after half a minute',
    'shared/table/program-timeline.ts',
    'MAX_AGE_MS = 30_000',
    'MAX_AGE_MS = 300_000',
    TABLE,
  ),
];

const requestRefusal = 'shared/operations/request-refusal.ts';
const SIZE = 'test/operations/receipt-size.test.ts';
const score = 'shared/operations/score-receipt.ts';
const enrol = 'shared/operations/enrol-member.ts';
const link = 'shared/operations/link-login.ts';
const activate = 'shared/operations/activate-program.ts';
const readMember = 'shared/operations/read-member.ts';
const till = 'shared/operations/till-keys.ts';
const refuseSale = 'shared/domain/entries/sale-refusals.ts';
const noSnapshot = "if (snapshot === null) return refused('not-found', 'There is no such member.');";

/** Every refusal of the operations, of the rules of a sale and of the edge. */
export const guardSabotages: readonly Sabotage[] = [
  row(
    'a receipt’s lines add up',
    requestRefusal,
    'totalMinor !== null && totalMinor !== total',
    'totalMinor === -1',
    GUARDS,
  ),
  row(
    'a receipt fits its item',
    requestRefusal,
    'receiptBytes(lines) > MAX_RECEIPT_BYTES',
    'lines.length < 0',
    SIZE,
  ),
  row(
    'a quote is refused as its receipt is',
    'shared/operations/quote-receipt.ts',
    'if (refusal !== null) return refusal;',
    '',
    SIZE,
  ),
  row('a receipt is refused by itself first', score, 'if (refusal !== null) return refusal;', '', SIZE),
  row(
    'a receipt is counted as it is written',
    'shared/domain/entries/receipt-size.ts',
    ' + Math.ceil((labels.size + 1) / 8)',
    '',
    'test/table/codecs/receipt-size.property.test.ts',
  ),
  row(
    'retries under contention end',
    'shared/operations/retried.ts',
    'if (!(await retries.beforeRetry(tries))) return null;',
    'if (!(await retries.beforeRetry(tries)) && tries > 1000) return null;',
    GUARDS,
  ),
  row(
    'what met contention is decided on what it brought back',
    'shared/operations/retried.ts',
    'attempt(outcome.fresh)',
    'attempt(null)',
    RETRIED,
  ),
  row(
    'the rest after the last retry is not claimed',
    'shared/operations/claim-receipts.ts',
    'if (outcome === null) return null;',
    'if (outcome === null) continue;',
    GUARDS,
  ),
  row(
    'a member too busy to be swept stops the shard',
    'shared/operations/sweep.ts',
    "if (swept === null) throw new Error('a member was too busy to be swept');",
    'if (swept === null) return false;',
    GUARDS,
  ),
  row(
    'a receipt beyond the last retry is to be sent again',
    score,
    "return outcome ?? refused('try-again', 'Many receipts of this member at once; send the same again.');",
    'return outcome;',
    GUARDS,
  ),
  row(
    'a fresh state is not decided with a stale profile',
    score,
    'committed.current.profileVersion === profile.version',
    'committed.current.profileVersion > 0',
    'test/races',
  ),
  row('a program has no errors', activate, 'if (!compiled.ok) {', 'if (compiled.ok === null) {', GUARDS),
  row(
    'a version does not begin too early',
    activate,
    'if (start < earliest) {',
    'if (start < -1e15) {',
    ACTIVATE,
  ),
  row(
    'one activation at a time',
    activate,
    "if (appended.kind === 'moved') {",
    "if (appended.kind === 'x') {",
    GUARDS,
  ),
  row(
    'the same program is no new version',
    activate,
    'last !== undefined && isSame(running, program)',
    'last === null',
    ACTIVATE,
  ),
  row(
    'a quote is for its member',
    'shared/operations/honour-quote.ts',
    '  promise.memberId === (member?.id ?? null) &&\n',
    '',
    GUARDS,
  ),
  row(
    'member and card are one person',
    'shared/operations/receipt-owner.ts',
    'ofCard !== memberId',
    'ofCard === undefined',
    GUARDS,
  ),
  row(
    'nobody is enrolled without a program',
    enrol,
    'if (moment === null) return',
    'if (moment === undefined) return',
    GUARDS,
  ),
  row(
    'a phone has one member',
    enrol,
    "return refused('phone-taken', 'This phone belongs to another member.', '/phone');",
    'return answer(ports, outcome.memberId, cardNumber, true);',
    GUARDS,
  ),
  row(
    'a card’s member is not told to another',
    enrol,
    'contact?.name !== request.name || contact?.phone !== request.phone',
    'contact === undefined',
    GUARDS,
  ),
  row('a claim’s retries end', enrol, 'if (claimed === null)', 'if (claimed === undefined)', GUARDS),
  row(
    'a code opens its card alone',
    link,
    'return expected.length === sent.length && timingSafeEqual(expected, sent) ? memberId : null;',
    'return memberId;',
    GUARDS,
  ),
  row(
    'nobody links to nobody',
    link,
    'if (memberId === null) {\n    return',
    'if (memberId === undefined) {\n    return',
    GUARDS,
  ),
  row(
    'a linked login stays linked',
    link,
    "if (outcome.kind === 'taken' && outcome.memberId !== memberId) {",
    "if (outcome.kind === 'x') {",
    GUARDS,
  ),
  row(
    'a code works once',
    link,
    'if (card !== null) await ports.register.closeLinkCode(card.cardNumber);',
    '',
    GUARDS,
  ),
  row(
    'a revoked key opens nothing',
    till,
    'if (key === null || key.revokedAt !== null) return null;',
    'if (key === null) return null;',
    GUARDS,
  ),
  row(
    'a key needs its secret',
    till,
    'return timingSafeEqual(Buffer.from(key.secretHash), Buffer.from(hashOf(secret))) ? key : null;',
    'return key;',
    GUARDS,
  ),
  row(
    'a member who is not there is not found',
    readMember,
    `  ${noSnapshot}\n  const { member }`,
    '  const { member }',
    GUARDS,
  ),
  row(
    'a login without a member is nobody',
    readMember,
    "return found?.kind === 'found' ? found : notEnrolled();\n}\n\nexport const notEnrolled",
    'return found;\n}\n\nexport const notEnrolled',
    GUARDS,
  ),
  row(
    'a history of nobody is not found',
    readMember,
    'facts.length === 0 && (await',
    'facts.length < 0 && (await',
    GUARDS,
  ),
  row(
    'a receipt that is not there is not found',
    'shared/operations/read-receipt.ts',
    'entry === null',
    'entry === undefined',
    GUARDS,
  ),
  row('nobody is explained', 'shared/operations/explain-status.ts', `  ${noSnapshot}\n`, '', GUARDS),
  row(
    'a system that is not there is not explained',
    'shared/operations/explain-status.ts',
    'if (question === null) return',
    'if (question === undefined) return',
    GUARDS,
  ),
  row(
    'a receipt has at most 500 lines',
    refuseSale,
    'if (sale.lines.length > MAX_LINES) {',
    'if (sale.lines.length > 1e9) {',
    REFUSALS,
  ),
  row('a line is not negative', refuseSale, 'if (negative >= 0) {', 'if (negative >= 1e9) {', REFUSALS),
  row(
    'payments are not negative',
    refuseSale,
    'if (sale.paidMinor !== null && sale.paidMinor < 0) {',
    'if (sale.paidMinor === undefined) {',
    REFUSALS,
  ),
  row('a receipt has a largest sum', refuseSale, '> MAX_AMOUNT_MINOR) {', '> Number.MAX_VALUE) {', REFUSALS),
  row(
    'a receipt is not older than tills',
    refuseSale,
    'if (sale.occurredAt < EARLIEST_OCCURRENCE_MS) {',
    'if (sale.occurredAt < -1e15) {',
    REFUSALS,
  ),
  row(
    'a receipt is not from tomorrow',
    refuseSale,
    'sale.occurredAt > now + MAX_CLOCK_AHEAD_MS',
    'sale.occurredAt > 1e15',
    REFUSALS,
  ),
  row(
    'the id of the path is the id',
    'shared/lambda/callers.ts',
    "if (inBody !== undefined && inBody !== inPath) throw new RefusedRequest('id-mismatch');",
    '',
    LAMBDA,
  ),
  row(
    'a key of several stores says which',
    'shared/lambda/callers.ts',
    'if (only === undefined || stores.length > 1)',
    'if (only === undefined)',
    LAMBDA,
  ),
  row(
    'only a verified phone is one',
    'shared/lambda/callers.ts',
    'verified ? (claims.phone_number ?? null) : null',
    'claims.phone_number ?? null',
    LAMBDA,
  ),
  row(
    'a body is JSON',
    'shared/lambda/json-body.ts',
    "if (media.trim() !== 'application/json')",
    "if (media.trim() === 'x')",
    EDGE,
  ),
  row(
    'a body is not compressed',
    'shared/lambda/json-body.ts',
    "if (encoding !== '' && encoding !== 'identity')",
    "if (encoding === 'x')",
    EDGE,
  ),
  row(
    'a body is UTF-8 by its own word',
    'shared/lambda/json-body.ts',
    'if (charset !== undefined && ',
    'if (charset === null && ',
    EDGE,
  ),
  row('a body is UTF-8 in fact', 'shared/lambda/json-body.ts', 'fatal: true', 'fatal: false', EDGE),
  row(
    'a body is not UTF-16',
    'shared/lambda/json-body.ts',
    "if (text.includes('\\0'))",
    "if (text === 'x')",
    EDGE,
  ),
  row(
    'an answer is welcome as JSON',
    'shared/lambda/json-body.ts',
    'if (!welcome) throw',
    'if (welcome === null) throw',
    EDGE,
  ),
  row(
    'a quote’s token is sealed by us',
    'shared/lambda/quote-seal.ts',
    "if (!sameMac(macOf(await keys.keyFor('quote-token'), payload), mac)) return { kind: 'forged' };",
    '',
    LAMBDA,
  ),
  row(
    'a till key opens tills’ routes alone',
    'shared/lambda/till-access.ts',
    'if (route?.scope == null || !TILL_SCOPES.includes(route.scope)) return noAccess;',
    '',
    'test/functions/handlers.connected.test.ts',
  ),
  row(
    'what a failed run says stays with it',
    'shared/lambda/background-handler.ts',
    'request.error = new RunFailed(request.error);',
    '',
    LAMBDA,
  ),
  row(
    'a message is no frame',
    'shared/lambda/instruments.ts',
    'FRAME.test(line)',
    "line.startsWith('at ')",
    LAMBDA,
  ),
];
