import { createHmac } from 'node:crypto';
import { isSame, type KeyRing } from './key-ring.ts';

const DIGITS = 8;

/** A card's one-time code is derived from member, card and the number of the printing. */
interface CodedPrinting {
  readonly memberId: string;
  readonly cardNumber: string;
  readonly printing: number;
}

/**
 * The code that a member gets printed: derived, so that the same enrolment sent again prints the same one. The table says
 * which printing is the last, and counts the tries. A code that was printed under an earlier key still opens.
 * @param ring for the purpose `link-code`
 */
export const linkCodes = (
  ring: KeyRing,
): {
  codeOf(printing: CodedPrinting): string;
  opens(printing: CodedPrinting, sent: string): boolean;
} => ({
  codeOf: (printing) => codeUnder(ring[0].key, printing),
  opens: (printing, sent) => ring.some(({ key }) => isSame(codeUnder(key, printing), sent)),
});

function codeUnder(key: Buffer, { memberId, cardNumber, printing }: CodedPrinting): string {
  const mac = createHmac('sha256', key)
    // The first printing as it was before there were others.
    .update(JSON.stringify(printing === 1 ? [memberId, cardNumber] : [memberId, cardNumber, printing]))
    .digest();
  // 64 bits over 10^8 codes: no code is likelier than another by more than one part in 10^11.
  return String(mac.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
}
