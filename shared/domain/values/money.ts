/**
 * Money is integer minor units with an ISO 4217 code (D20). Active codes by their number of minor digits; funds,
 * metals and test codes (X…) are left out, since nothing is sold in them.
 */
const EXPONENT_2 =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const EXPONENT_0 = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const EXPONENT_3 = 'BHD IQD JOD KWD LYD OMR TND';

/** Those that have left the list lately: programs may be stored in them, and none is taken on. */
const FORMER_EXPONENT_2 = 'ANG BGN CUC HRK SLL ZWL';
const former: ReadonlySet<string> = new Set(FORMER_EXPONENT_2.split(' '));

const exponents: ReadonlyMap<string, number> = new Map<string, number>([
  ...`${EXPONENT_2} ${FORMER_EXPONENT_2}`.split(' ').map((code): [string, number] => [code, 2]),
  ...EXPONENT_3.split(' ').map((code): [string, number] => [code, 3]),
  ...EXPONENT_0.split(' ').map((code): [string, number] => [code, 0]),
]);

/** Number of minor digits of a currency, former ones among them; `null`: not a currency in which goods are sold. */
export function currencyExponent(code: string): number | null {
  return exponents.get(code) ?? null;
}

/** Whether a new program may count in a currency. */
export const isCurrencyInUse = (code: string): boolean => exponents.has(code) && !former.has(code);

/** `12.5 USD` → 1250. `null`: not money of that currency, or finer than its minor unit. */
export function parseMoney(literal: string, currency: string): number | null {
  const match = /^(\d{1,12})(?:\.(\d{1,4}))? ([A-Z]{3})$/.exec(literal.trim());
  const exponent = currencyExponent(currency);
  if (match === null || exponent === null || match[3] !== currency) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > exponent) return null;
  return Number(match[1]) * 10 ** exponent + Number(fraction.padEnd(exponent, '0') || '0');
}

/** 1250, USD → `12.50 USD`. */
export function formatMoney(minor: number, currency: string): string {
  const exponent = currencyExponent(currency) ?? 0;
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  const whole = digits.slice(0, digits.length - exponent);
  return exponent === 0
    ? `${sign}${whole} ${currency}`
    : `${sign}${whole}.${digits.slice(digits.length - exponent)} ${currency}`;
}

/** 1500 thousandths → `1.5`. */
export function formatQuantity(thousandths: number): string {
  const fraction = String(Math.abs(thousandths) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  const whole = `${thousandths < 0 ? '-' : ''}${Math.floor(Math.abs(thousandths) / 1000)}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** `2.5%` → 250 basis points; `null`: not a percentage from 0 to 100 with at most two decimals. */
export function parsePercent(literal: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?%$/.exec(literal.trim());
  if (match === null) return null;
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return basisPoints <= 10_000 ? basisPoints : null;
}

/** 250 → `2.5`. */
export function formatPercent(basisPoints: number): string {
  const fraction = String(basisPoints % 100).padStart(2, '0');
  const whole = String(Math.floor(basisPoints / 100));
  return fraction === '00' ? whole : `${whole}.${fraction.replace(/0$/, '')}`;
}

/** A percentage of a sum, rounded half up to the minor unit (D36). Exact up to 10^11 minor units. */
export function percentageOf(sumMinor: number, basisPoints: number): number {
  return Math.floor((sumMinor * basisPoints + 5_000) / 10_000);
}

/** `total × part ÷ whole`, rounded half up, below zero with the sign (D39); exact. `whole` is above 0. */
export function roundedShare(total: number, part: number, whole: number): number {
  const [all, some, of] = [Math.abs(total), part, whole].map(BigInt) as [bigint, bigint, bigint];
  const share = Number((2n * all * some + of) / (2n * of));
  return total < 0 && share !== 0 ? -share : share;
}

/**
 * Spreads a total over the lines in proportion to their amounts, by largest remainder, ties to the first line (D36).
 * Adds up to the total exactly. Amounts are 0 or more and not all 0, unless the total is 0.
 */
export function spread(total: number, amounts: readonly number[]): number[] {
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  if (sum === 0) return amounts.map(() => 0);
  const { shares, remainders } = sharesOf(total, sum, amounts);
  let rest = total - shares.reduce((all, share) => all + share, 0);
  if (rest === 0) return shares;
  // Looking for the largest as often as needed beats sorting by a function up to some hundred lines.
  for (; rest > 0; rest -= 1) {
    let largest = 0;
    for (let line = 1; line < remainders.length; line += 1) {
      if ((remainders[line] ?? 0) > (remainders[largest] ?? 0)) largest = line;
    }
    shares[largest] = (shares[largest] ?? 0) + 1;
    remainders[largest] = -1;
  }
  return shares;
}

/** Whole shares and what is left of each, in parts of the sum; exact also where the products leave the safe integers. */
function sharesOf(
  total: number,
  sum: number,
  amounts: readonly number[],
): { readonly shares: number[]; readonly remainders: number[] } {
  const shares: number[] = [];
  const remainders: number[] = [];
  for (const amount of amounts) {
    const product = amount * total;
    if (product <= Number.MAX_SAFE_INTEGER) {
      const remainder = product % sum;
      shares.push((product - remainder) / sum);
      remainders.push(remainder);
    } else {
      const exact = BigInt(amount) * BigInt(total);
      shares.push(Number(exact / BigInt(sum)));
      remainders.push(Number(exact % BigInt(sum)));
    }
  }
  return { shares, remainders };
}
