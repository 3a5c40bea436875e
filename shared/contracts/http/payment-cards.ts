/** How a payment network's cards begin, the numbers in between included, and how long they are. */
interface Network {
  readonly ranges: readonly CardRange[];
  readonly lengths: readonly [least: number, most: number];
}

/** First digits, from and to, of one length. */
type CardRange = readonly [from: string, to: string];

const one = (prefix: string): CardRange => [prefix, prefix];

/** The ranges that the networks themselves name (ISO/IEC 7812). Whatever lies elsewhere is no card of theirs (D79). */
const NETWORKS: readonly Network[] = [
  // Visa; those of 13 digits are issued no more, and an EAN is as long.
  { ranges: [one('4')], lengths: [16, 19] },
  // Mastercard.
  {
    ranges: [
      ['51', '55'],
      ['2221', '2720'],
    ],
    lengths: [16, 16],
  },
  // American Express.
  { ranges: [one('34'), one('37')], lengths: [15, 15] },
  // Diners Club.
  { ranges: [one('36'), ['300', '305'], one('3095'), ['38', '39']], lengths: [14, 19] },
  // Discover.
  { ranges: [one('6011'), ['644', '649'], one('65')], lengths: [16, 19] },
  // JCB.
  { ranges: [['3528', '3589']], lengths: [16, 19] },
  // UnionPay.
  { ranges: [one('62'), one('81')], lengths: [16, 19] },
  // Maestro: as short as twelve on paper, of fifteen and more in wallets.
  {
    ranges: [one('5018'), one('5020'), one('5038'), one('5893'), one('6304'), one('6759'), ['6761', '6763']],
    lengths: [15, 19],
  },
  // Mir.
  { ranges: [['2200', '2204']], lengths: [16, 19] },
  // RuPay.
  {
    ranges: [
      ['508500', '508999'],
      ['606985', '608500'],
    ],
    lengths: [16, 16],
  },
  // Troy.
  { ranges: [one('9792')], lengths: [16, 16] },
];

/** What people write between groups: up to two of spaces, also those that do not break, hyphens, dashes, dots, underscores. */
const BETWEEN = '[ \\u00a0\\u2007\\u202f._\\u2010-\\u2015-]{1,2}';
/** A card's digits with the shortest network's length at least, the longest's at most; perhaps in groups. */
const DIGIT_RUN = new RegExp(`\\d(?:(?:${BETWEEN})?\\d){13,}`, 'gu');
const SEPARATOR = new RegExp(BETWEEN, 'u');
const [SHORTEST, LONGEST] = [14, 19];

/** The deployment's own card ranges: they are loyalty cards whatever they look like. Named once, at the start. */
let ownRanges: readonly CardRange[] = [];

/** Names the deployment's own card ranges, as {@link cardRangesIn} reads them. */
export function nameOwnCards(written: string): void {
  ownRanges = cardRangesIn(written);
}

/**
 * Reads card ranges: `6331,60110000-60119999`, first digits or from and to of one length, with commas between; empty: none.
 * @throws {Error} what is not of this form
 */
export const cardRangesIn = (written: string): readonly CardRange[] =>
  written === '' ? [] : written.split(',').map(rangeOf);

function rangeOf(written: string): CardRange {
  const [from = '', to = from, ...rest] = written.trim().split('-');
  const isSound = /^\d{2,12}$/.test(from) && to.length === from.length && /^\d+$/.test(to) && from <= to;
  if (!isSound || rest.length > 0)
    throw new Error(`own cards: write first digits such as 6331 or 60110000-60119999, not ${written}`);
  return [from, to];
}

const isIn = (digits: string, [from, to]: CardRange): boolean => {
  const begin = digits.slice(0, from.length);
  return begin >= from && begin <= to;
};

/** Whether digits are a payment card's: in a network's own range, of its length, with the check digit (Luhn), and not the deployment's own (D79). */
export function isPaymentCardNumber(digits: string): boolean {
  const isOfNetwork = NETWORKS.some(
    ({ ranges, lengths: [least, most] }) =>
      digits.length >= least && digits.length <= most && ranges.some((range) => isIn(digits, range)),
  );
  return isOfNetwork && hasCheckDigit(digits) && !ownRanges.some((range) => isIn(digits, range));
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Whether a text holds one, alone or in groups; groups of digits that stand before or behind it hide nothing. */
export const holdsPaymentCardNumber = (text: string): boolean =>
  (text.match(DIGIT_RUN) ?? []).some((run) => {
    const groups = run.split(SEPARATOR);
    return groups.some((_, first) => {
      let digits = '';
      for (const group of groups.slice(first)) {
        digits += group;
        if (digits.length > LONGEST) return false;
        if (digits.length >= SHORTEST && isPaymentCardNumber(digits)) return true;
      }
      return false;
    });
  });
