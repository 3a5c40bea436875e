import { row, type Sabotage } from './sabotage.ts';

const STORED = 'test/operations/stored-answers.test.ts';
const QUOTES = 'test/operations/quotes.test.ts';
const SEALS = 'test/lambda/seals.test.ts';
const score = 'shared/operations/score-receipt.ts';
const quote = 'shared/operations/honour-quote.ts';
const used = 'shared/domain/entries/used-quotes.ts';
const enrol = 'shared/operations/enrol-member.ts';

/** What is stored is answered (D89), and a quote's token is used once. */
export const storedAnswerSabotages: readonly Sabotage[] = [
  row(
    'what is stored is answered before anything is refused',
    score,
    'return stored === null ? outcome : replayOf(stored, request);',
    'return outcome;',
    STORED,
  ),
  row(
    'labels are a set',
    'shared/operations/sale-request.ts',
    '[...new Set(line.categories)].sort()',
    'line.categories',
    STORED,
  ),
  row(
    'a receipt’s unknown member is no other person',
    'shared/operations/receipt-owner.ts',
    'told !== null && ofCard !== null && ofCard !== memberId',
    'memberId !== null && ofCard !== null && ofCard !== memberId',
    STORED,
  ),
  row(
    'an enrolment with another meaning is no replay',
    enrol,
    '  if (meaning === null) return null;\n',
    '  return null;\n',
    STORED,
  ),
  row(
    'an enrolment is known by its meaning',
    enrol,
    '  if (meaning === meaningOf(request)) return null;\n',
    '',
    STORED,
  ),
  row('a quote begins with its making', quote, 'occurredAt >= madeAt - CLOCKS_DIFFER_MS && ', '', QUOTES),
  row(
    'a quote that names its receipt is for it alone',
    quote,
    '(promise.receiptId === null || promise.receiptId === request.receiptId) &&',
    '',
    QUOTES,
  ),
  row('a quote is used once', used, '!usedQuotes.has(id) && ', '', QUOTES),
  row('a ninth quote is decided anew', used, ' && liveOf(usedQuotes, now).length < REMEMBERED', '', QUOTES),
  row('a used quote is remembered for a day', used, 'end + REMEMBERED_AFTER_MS > now', 'end > now', QUOTES),
  row(
    'of used quotes those that may still be used are kept',
    used,
    '.sort(([, one], [, other]) => other - one)',
    '.sort(([, one], [, other]) => one - other)',
    QUOTES,
  ),
  row(
    'a quote for another moment promises nothing',
    'shared/operations/quote-receipt.ts',
    'Math.abs(occurredAt - now) > CLOCKS_DIFFER_MS',
    'occurredAt === null',
    QUOTES,
  ),
  row(
    'a token in another form is not forged',
    'shared/lambda/quote-seal.ts',
    "? { kind: 'unreadable' }",
    "? { kind: 'forged' }",
    SEALS,
  ),
];
