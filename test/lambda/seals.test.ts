import { describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { cursors } from '#lambda/cursors.ts';
import { linkCodes } from '#lambda/link-codes.ts';
import { phoneDigest, withoutPhones } from '#lambda/phone-digest.ts';
import { quoteSeal } from '#lambda/quote-seal.ts';
import { deriveKey, macOf, type SealKeys } from '#lambda/seal-keys.ts';

const keysOf = (secret: string): SealKeys => ({ keyFor: async (purpose) => deriveKey(secret, purpose) });
const ours = keysOf('the secret of this deployment');
const theirs = keysOf('the secret of another deployment');

const promise = {
  storeId: '292',
  memberId: 'm7Qf2xKp9RtZ',
  receiptId: null,
  goods: 'c2hhLTI1Ni1vZi1nb29kcw',
  madeAt: asEpochMs(1_773_501_605_000),
  expiresAt: asEpochMs(1_773_503_405_000),
  discounts: [{ rule: 'regular-discount', basisPoints: 500, amountMinor: 6250 }],
  lineDiscountsMinor: [1250, 5000],
};

/** Under our seal, whatever it says. */
async function sealed(written: object): Promise<string> {
  const payload = Buffer.from(JSON.stringify(written)).toString('base64url');
  return `${payload}.${macOf(await ours.keyFor('quote-token'), payload)}`;
}

describe('a quote token', () => {
  test('comes back as it was sealed', async () => {
    const seal = quoteSeal(ours);
    const token = await seal.seal(promise);
    const opened = { kind: 'opened', id: token.split('.')[1]?.slice(0, 8), promise };
    expect(await seal.open(token)).toEqual(opened);
    expect(await seal.open(token)).toEqual(opened);
  });

  test('is of letters that the receipt lets in', async () => {
    expect(await quoteSeal(ours).seal(promise)).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
  });

  test('of another deployment is none', async () => {
    expect(await quoteSeal(ours).open(await quoteSeal(theirs).seal(promise))).toEqual({ kind: 'forged' });
  });

  test('with a better promise under the old seal is none', async () => {
    const token = await quoteSeal(ours).seal(promise);
    const better = Buffer.from(JSON.stringify({ ...promise, lineDiscountsMinor: [125_000, 0] })).toString(
      'base64url',
    );
    expect(await quoteSeal(ours).open(`${better}.${token.split('.')[1]}`)).toEqual({ kind: 'forged' });
  });

  test.each(['', '.', 'a.b', 'a.b.c', 'no dot'])('%j is none', async (token) => {
    expect(await quoteSeal(ours).open(token)).toEqual({ kind: 'forged' });
  });

  test('sealed for another purpose is none', async () => {
    const payload = Buffer.from(JSON.stringify(promise)).toString('base64url');
    const cursorMac = macOf(await ours.keyFor('cursor'), payload);
    expect(await quoteSeal(ours).open(`${payload}.${cursorMac}`)).toEqual({ kind: 'forged' });
  });

  test('of the first form, which named neither its making nor a receipt, is read', async () => {
    const { madeAt: _, receiptId: __, ...older } = promise;
    expect(await quoteSeal(ours).open(await sealed(older))).toMatchObject({
      promise: { ...promise, madeAt: promise.expiresAt - 1_800_000, receiptId: null },
    });
  });

  test.each<[string, object]>([
    ['with a word more', { ...promise, by: 'a later release' }],
    ['with a word less', { ...promise, goods: undefined }],
    ['that is no promise', []],
  ])('of ours %s is unreadable, and not forged', async (_what, written) => {
    expect(await quoteSeal(ours).open(await sealed(written))).toEqual({ kind: 'unreadable' });
  });
});

describe('a cursor', () => {
  const list = 'history:m7Qf2xKp9RtZ';

  test('leads back to its place', async () => {
    const places = cursors(ours);
    expect(await places.open(list, await places.seal(list, 'a place'))).toBe('a place');
  });

  test.each([
    ['of another member', async () => cursors(ours).seal('history:mAnotherOne1', 'a place')],
    ['of another deployment', async () => cursors(theirs).seal(list, 'a place')],
    ['moved', async () => (await cursors(ours).seal(list, 'a place')).replace(/^../, 'YY')],
    ['bare', async () => '42'],
    ['made up', async () => '42.AAAA'],
  ])('%s is refused', async (_name, made) => {
    await expect(cursors(ours).open(list, await made())).rejects.toMatchObject({ code: 'invalid-cursor' });
  });
});

describe('derived from the secret', () => {
  test('a link code has eight digits, the same each time, another for each card and member', async () => {
    const codes = linkCodes(await ours.keyFor('link-code'));
    const code = codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 1 });
    expect(code).toMatch(/^\d{8}$/);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 1 })).toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100043', printing: 1 })).not.toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9Rt', cardNumber: 'ZLC-100042', printing: 1 })).not.toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 2 })).not.toBe(code);
    expect(
      linkCodes(await theirs.keyFor('link-code')).codeOf({
        memberId: 'm7Qf2xKp9RtZ',
        cardNumber: 'LC-100042',
        printing: 1,
      }),
    ).not.toBe(code);
  });

  test('a phone leaves nothing of itself', async () => {
    const digest = phoneDigest(await ours.keyFor('phone-digest'))('+79161234567');
    expect(digest).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(phoneDigest(await theirs.keyFor('phone-digest'))('+79161234567')).not.toBe(digest);
  });

  test('a function without the key cannot look up a phone', () => {
    expect(withoutPhones).toThrow('holds no key');
  });
});
