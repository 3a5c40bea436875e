import { createHmac } from 'node:crypto';

const DIGITS = 8;

/**
 * The code that a member gets printed: derived from member, card and the number of the printing, so that the same enrolment
 * sent again prints the same one. The table says which printing is the last, and counts the tries.
 * @param key for the purpose `link-code`
 */
export const linkCodes = (
  key: Buffer,
): {
  codeOf(card: { readonly memberId: string; readonly cardNumber: string; readonly printing: number }): string;
} => ({
  codeOf({ memberId, cardNumber, printing }) {
    const mac = createHmac('sha256', key)
      // The first printing as it was before there were others.
      .update(JSON.stringify(printing === 1 ? [memberId, cardNumber] : [memberId, cardNumber, printing]))
      .digest();
    // 64 bits over 10^8 codes: no code is likelier than another by more than one part in 10^11.
    return String(mac.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  },
});
