import { beforeEach, describe, expect, test } from 'vitest';
import { secretsIn, secretText } from '#contracts/seal-secret.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { cursors } from '#lambda/cursors.ts';
import { quoteSeal } from '#lambda/quote-seal.ts';
import { type SealKeys, sealKeys } from '#lambda/seal-keys.ts';
import { type KeyRing, ringOf, sealText } from '#seals/key-ring.ts';
import { linkCodes } from '#seals/link-codes.ts';
import { phoneDigests, withoutPhones } from '#seals/phone-digest.ts';

const keysOf = (...secrets: [string, ...string[]]): SealKeys => ({
  ringFor: async (purpose) => ringOf(secrets, purpose),
});
const ours = keysOf('the secret of this deployment');
const theirs = keysOf('the secret of another deployment');
/** Ours, moved to their deployment. */
const moved = keysOf('the secret of another deployment', 'the secret of this deployment');

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
  return sealText(await ours.ringFor('quote-token'), payload);
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
    expect(await quoteSeal(ours).seal(promise)).toMatch(
      /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{6}$/,
    );
  });

  test('of another deployment is none', async () => {
    expect(await quoteSeal(ours).open(await quoteSeal(theirs).seal(promise))).toEqual({ kind: 'forged' });
  });

  test('with a better promise under the old seal is none', async () => {
    const token = await quoteSeal(ours).seal(promise);
    const better = Buffer.from(JSON.stringify({ ...promise, lineDiscountsMinor: [125_000, 0] })).toString(
      'base64url',
    );
    const [, mac, name] = token.split('.');
    for (const seal of [ours, moved].map(quoteSeal))
      for (const forged of [`${better}.${mac}.${name}`, `${better}.${mac}`])
        expect(await seal.open(forged)).toEqual({ kind: 'forged' });
  });

  test.each(['', '.', 'a.b', 'a.b.c', 'a.b.c.d', 'no dot'])('%j is none', async (token) => {
    expect(await quoteSeal(ours).open(token)).toEqual({ kind: 'forged' });
  });

  test('sealed for another purpose is none', async () => {
    const payload = Buffer.from(JSON.stringify(promise)).toString('base64url');
    const asCursor = sealText(await ours.ringFor('cursor'), payload);
    expect(await quoteSeal(ours).open(asCursor)).toEqual({ kind: 'forged' });
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
    const codes = linkCodes(await ours.ringFor('link-code'));
    const code = codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 1 });
    expect(code).toMatch(/^\d{8}$/);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 1 })).toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100043', printing: 1 })).not.toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9Rt', cardNumber: 'ZLC-100042', printing: 1 })).not.toBe(code);
    expect(codes.codeOf({ memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 2 })).not.toBe(code);
    expect(
      linkCodes(await theirs.ringFor('link-code')).codeOf({
        memberId: 'm7Qf2xKp9RtZ',
        cardNumber: 'LC-100042',
        printing: 1,
      }),
    ).not.toBe(code);
  });

  test('a phone leaves nothing of itself', async () => {
    const [digest] = phoneDigests(await ours.ringFor('phone-digest'))('+79161234567');
    expect(digest).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(phoneDigests(await theirs.ringFor('phone-digest'))('+79161234567')).not.toContain(digest);
  });

  test('a function without the key cannot look up a phone', () => {
    expect(withoutPhones).toThrow('holds no key');
  });
});

describe('keys of a system that was moved', () => {
  const list = 'history:m7Qf2xKp9RtZ';
  const card = { memberId: 'm7Qf2xKp9RtZ', cardNumber: 'LC-100042', printing: 2 };

  test('the new one seals, and the old one goes on opening', async () => {
    const old = {
      token: await quoteSeal(ours).seal(promise),
      cursor: await cursors(ours).seal(list, 'place'),
    };
    const now = {
      token: await quoteSeal(moved).seal(promise),
      cursor: await cursors(moved).seal(list, 'place'),
    };
    for (const { token, cursor } of [old, now]) {
      expect(await quoteSeal(moved).open(token)).toMatchObject({ kind: 'opened', promise });
      expect(await cursors(moved).open(list, cursor)).toBe('place');
    }
    expect(await quoteSeal(theirs).open(now.token)).toMatchObject({ kind: 'opened' });
    expect(await quoteSeal(ours).open(now.token)).toEqual({ kind: 'forged' });
  });

  test('what did not name its key yet is opened by any, and by no other’s', async () => {
    const unnamed = (sealed: string) => sealed.split('.').slice(0, 2).join('.');
    const token = unnamed(await quoteSeal(ours).seal(promise));
    const cursor = unnamed(await cursors(ours).seal(list, 'place'));
    for (const keys of [ours, moved]) {
      expect(await quoteSeal(keys).open(token)).toMatchObject({ kind: 'opened', promise });
      expect(await cursors(keys).open(list, cursor)).toBe('place');
    }
    expect(await quoteSeal(theirs).open(token)).toEqual({ kind: 'forged' });
  });

  test('under another’s name nothing is opened', async () => {
    const [text, mac] = (await quoteSeal(ours).seal(promise)).split('.');
    const [{ name }] = await theirs.ringFor('quote-token');
    expect(await quoteSeal(moved).open(`${text}.${mac}.${name}`)).toEqual({ kind: 'forged' });
  });

  test('codes and phones of both are known, new ones are the new key’s', async () => {
    const codesOf = async (keys: SealKeys) => linkCodes(await keys.ringFor('link-code'));
    const [before, after, there] = await Promise.all([ours, moved, theirs].map(codesOf));
    const printed = before?.codeOf(card) ?? '';
    expect(after?.opens(card, printed)).toBe(true);
    expect(there?.opens(card, printed)).toBe(false);
    expect(after?.opens(card, `${printed}0`)).toBe(false);
    expect(after?.codeOf(card)).toBe(there?.codeOf(card));
    const digestsOf = async (keys: SealKeys) =>
      phoneDigests(await keys.ringFor('phone-digest'))('+79161234567');
    expect(await digestsOf(moved)).toEqual([...(await digestsOf(theirs)), ...(await digestsOf(ours))]);
  });
});

describe('the secret', () => {
  const ONE = 'a secret that is long enough';
  const TWO = 'another one, long enough too';
  let text: string | Error;
  let reads: number;
  let now: number;
  let keys: SealKeys;
  beforeEach(() => {
    [text, reads, now] = [ONE, 0, 1_000_000];
    const send = async () => {
      reads += 1;
      if (text instanceof Error) throw text;
      return { SecretString: text };
    };
    keys = sealKeys({ send } as never, 'arn', { now: () => now });
  });
  const namesOf = (ring: KeyRing) => ring.map(({ name }) => name);
  const nameIn = (secret: string) => ringOf([secret], 'cursor')[0].name;

  test('is read once an hour, and by all who ask at once together', async () => {
    await Promise.all([keys.ringFor('cursor'), keys.ringFor('link-code')]);
    now += 3_599_999;
    await keys.ringFor('cursor');
    expect(reads).toBe(1);
    text = JSON.stringify({ secrets: [TWO, ONE] });
    now += 1;
    expect(namesOf(await keys.ringFor('cursor'))).toEqual([nameIn(TWO), nameIn(ONE)]);
    expect(reads).toBe(2);
  });

  test('is read anew for a name that is not there, once a minute and not more often', async () => {
    await keys.ringFor('cursor');
    text = JSON.stringify({ secrets: [TWO, ONE] });
    now += 59_999;
    expect(namesOf(await keys.ringFor('cursor', nameIn(TWO)))).toEqual([nameIn(ONE)]);
    expect(reads).toBe(1);
    now += 1;
    expect(namesOf(await keys.ringFor('cursor', nameIn(TWO)))).toEqual([nameIn(TWO), nameIn(ONE)]);
    for (let guess = 0; guess < 20; guess += 1) await keys.ringFor('cursor', `guess${guess}`);
    expect(reads).toBe(2);
    now += 600_000;
    await keys.ringFor('cursor', nameIn(ONE));
    expect(reads).toBe(2);
  });

  test('is read once a minute for phones and codes, which name no key', async () => {
    await keys.ringFor('phone-digest');
    text = JSON.stringify({ secrets: [TWO, ONE] });
    now += 59_999;
    expect(namesOf(await keys.ringFor('link-code'))).toEqual([nameIn(ONE)]);
    now += 1;
    expect(namesOf(await keys.ringFor('phone-digest'))).toEqual([nameIn(TWO), nameIn(ONE)]);
    expect(reads).toBe(2);
  });

  test('that was read goes on where it cannot be read again, and is asked for a minute later', async () => {
    await keys.ringFor('cursor');
    now += 120_000;
    text = new Error('throttled');
    expect(namesOf(await keys.ringFor('cursor', 'forged'))).toEqual([nameIn(ONE)]);
    expect(namesOf(await keys.ringFor('cursor', 'forged'))).toEqual([nameIn(ONE)]);
    expect(reads).toBe(2);
    now += 60_000;
    text = JSON.stringify({ secrets: [TWO, ONE] });
    expect(namesOf(await keys.ringFor('cursor', nameIn(TWO)))).toEqual([nameIn(TWO), nameIn(ONE)]);
  });

  test('that cannot be read is read again by the next', async () => {
    text = new Error('throttled');
    await expect(keys.ringFor('cursor')).rejects.toThrow('throttled');
    text = ONE;
    expect(namesOf(await keys.ringFor('cursor'))).toEqual([nameIn(ONE)]);
  });

  test.each([
    ['nothing', ''],
    ['a short text', 'fifteen letters'],
    ['a short one in a ring', JSON.stringify({ secrets: [ONE, 'short'] })],
    ['an empty ring', JSON.stringify({ secrets: [] })],
    ['a ring of nine', JSON.stringify({ secrets: Array.from({ length: 9 }, () => ONE) })],
    ['something else', JSON.stringify({ secrets: [ONE], more: true })],
    ['broken JSON', `{"secrets":[${ONE}]}`],
  ])('%s is none, and no error repeats it', async (_what, wrong) => {
    text = wrong;
    await expect(keys.ringFor('cursor')).rejects.toThrow(/^the seal secret is /);
  });

  test('of one is a plain text, of several a ring, and both are read as they were written', () => {
    expect(secretText([ONE])).toBe(ONE);
    const rings: [string, ...string[]][] = [[ONE], [TWO, ONE]];
    for (const secrets of rings) expect(secretsIn(secretText(secrets))).toEqual(secrets);
    expect(secretsIn(` ${secretText([TWO, ONE])}`)).toEqual([TWO, ONE]);
    expect(secretsIn(JSON.stringify({ secrets: [TWO, ONE, TWO, ONE] }))).toEqual([TWO, ONE]);
  });
});
