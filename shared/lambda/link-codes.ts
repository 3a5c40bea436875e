import { createHmac } from 'node:crypto';

const DIGITS = 8;

/**
 * The code that a member gets printed at enrolment: derived from member and card, so that the same enrolment sent
 * again prints the same one. The register counts the tries.
 * @param key for the purpose `link-code`
 */
export const linkCodes = (key: Buffer): { codeOf(memberId: string, cardNumber: string): string } => ({
  codeOf(memberId, cardNumber) {
    const mac = createHmac('sha256', key)
      .update(JSON.stringify([memberId, cardNumber]))
      .digest();
    // 64 bits over 10^8 codes: no code is likelier than another by more than one part in 10^11.
    return String(mac.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  },
});
