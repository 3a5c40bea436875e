import { beforeEach, describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { explainStatus } from '#operations/explain-status.ts';
import { linkLogin } from '#operations/link-login.ts';
import { printCode } from '#operations/print-code.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { readHistory, readMyself } from '#operations/read-member.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { checkTillKey, issueTillKey } from '#operations/till-keys.ts';
import { shardOf } from '#table/keys.ts';
import { someAct } from '../fixtures/hand.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** Each refusal of an operation, over maps: the guard that stands behind it is taken out by `npm run test:sabotage`. */
const NOON = '2024-05-20T12:00:00+03:00';
const NOW = at(NOON);
const program = monthlyAmount();
const ANNA = { cardNumber: 'card-anna', name: 'Anna', phone: '+79161234567', attributes: new Map() };
const LOGIN = { issuer: 'https://issuer.example', subject: 'anna' };

let ports: ReturnType<typeof memoryHouse>;
let anna: string;
let bob: string;

const enrolled = async (request: Parameters<typeof enrolMember>[1]): Promise<string> => {
  const outcome = await enrolMember(ports, request);
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome.memberId;
};

beforeEach(async () => {
  ports = memoryHouse(program, NOON);
  anna = await enrolled(ANNA);
  bob = await enrolled({ ...ANNA, cardNumber: 'card-bob', name: 'Bob', phone: null });
});

const asked = (change: Parameters<typeof requestOf>[0]) => ({
  ...requestOf(change),
  occurredAt: null,
  receiptId: null,
});

const refusal = (code: string) => expect.objectContaining({ kind: 'refused', code });

describe('a receipt', () => {
  test('whose lines do not add up', async () => {
    const wrong = requestOf({ memberId: anna, totalMinor: 9_999 });
    expect(await scoreReceipt(ports, wrong)).toEqual(refusal('lines-total-mismatch'));
    expect(await quoteReceipt(ports, { ...wrong, receiptId: null })).toEqual(refusal('lines-total-mismatch'));
    expect(await scoreReceipt(ports, { ...wrong, totalMinor: 10_000 })).toMatchObject({ kind: 'scored' });
  });

  test('of a member and of another’s card', async () => {
    const both = requestOf({ memberId: anna, cardNumber: 'card-bob' });
    expect(await scoreReceipt(ports, both)).toEqual(refusal('member-ambiguous'));
    expect(await scoreReceipt(ports, { ...both, cardNumber: 'card-anna' })).toMatchObject({ kind: 'scored' });
  });

  test('that meets contention beyond the last retry', async () => {
    let tries = 0;
    const commit = async () => {
      tries += 1;
      return { kind: 'contended' } as const;
    };
    const busy = { ...ports, ledger: { ...ports.ledger, commit } };
    expect(await scoreReceipt(busy, requestOf({ memberId: anna }))).toEqual(refusal('try-again'));
    expect(tries).toBe(1);
  });

  test('with the quote of another member gets the rules, not the promise', async () => {
    const quoted = await quoteReceipt(ports, asked({ memberId: anna }));
    if (quoted.kind !== 'quoted') throw new Error('no quote');
    const scored = await scoreReceipt(
      ports,
      requestOf({ memberId: bob, quote: quoted.promise?.token ?? '' }),
    );
    expect(scored).toMatchObject({ entry: { body: { quote: 'changed' } } });
  });

  test('that this store has not sent', async () => {
    await scoreReceipt(ports, requestOf({ receiptId: 'r-1' }));
    expect(await readReceipt(ports, { storeId: 'store-2', receiptId: 'r-1' })).toEqual(refusal('not-found'));
  });
});

describe('an enrolment', () => {
  test('without a program in force', async () => {
    const early = { ...ports, clock: { now: () => asEpochMs(0) } };
    expect(await enrolMember(early, { ...ANNA, cardNumber: 'card-eve' })).toEqual(refusal('no-program'));
  });

  test('with a card or a phone that is taken', async () => {
    expect(await enrolMember(ports, { ...ANNA, name: 'Eve' })).toEqual(refusal('card-taken'));
    expect(await enrolMember(ports, { ...ANNA, phone: null })).toEqual(refusal('card-taken'));
    expect(await enrolMember(ports, { ...ANNA, cardNumber: 'card-eve' })).toEqual(refusal('phone-taken'));
  });

  test('whose claims meet contention beyond the last retry leaves them to the sweep, if it has room', async () => {
    await scoreReceipt(ports, requestOf({ cardNumber: 'card-eve' }));
    const busy = {
      ...ports,
      ledger: { ...ports.ledger, claim: async () => ({ kind: 'contended' }) as const },
    };
    const eve = { ...ANNA, cardNumber: 'card-eve', phone: null };
    const enrol = async () => ({ kind: 'claims-full' }) as const;
    expect(await enrolMember({ ...busy, register: { ...ports.register, enrol } }, eve)).toEqual(
      refusal('try-again'),
    );
    expect(await enrolMember(busy, eve)).toMatchObject({ claimed: 0, claimsPending: true, replayed: false });
    const full = { ...busy, board: { ...ports.board, noteClaim: async () => 'full' as const } };
    expect(await enrolMember(full, eve)).toEqual(refusal('try-again'));
    // What came after the looks at the card is noted when it is met.
    const { history } = ports;
    let looks = 0;
    const unmatchedOf = async (...[card, page]: Parameters<typeof history.unmatchedOf>) => {
      looks += 1;
      return looks <= 2 ? { entries: [], next: null } : await history.unmatchedOf(card, page);
    };
    expect(await enrolMember({ ...full, history: { ...history, unmatchedOf } }, eve)).toEqual(
      refusal('try-again'),
    );
    expect(await enrolMember(ports, eve)).toMatchObject({ claimed: 1, claimsPending: false, replayed: true });
  });
});

describe('a sweep', () => {
  test('that meets contention beyond the last retry notes the member, and the next one does its work', async () => {
    await scoreReceipt(ports, requestOf({ memberId: anna, amountMinor: 2_500_000 }));
    const later = { ...ports, clock: { now: () => at('2024-06-20T12:00:00+03:00') } };
    const commit = async () => ({ kind: 'contended' }) as const;
    const busy = { ...later, ledger: { ...ports.ledger, commit } };
    const { written, failures } = await sweepShard(busy, shardOf(anna));
    expect([written, [...failures.keys()]]).toEqual([0, [anna]]);
    expect(await sweepShard(later, shardOf(anna))).toMatchObject({ written: 1, failures: new Map() });
  });
});

describe('a login', () => {
  const card = { cardNumber: 'card-anna', code: '11111111' };

  test('with a wrong code, a card of nobody, or a phone of nobody', async () => {
    const ask = (change: object) =>
      linkLogin(ports, { login: LOGIN, verifiedPhone: null, card: null, ...change });
    expect(await ask({ card: { ...card, code: '22222222' } })).toEqual(refusal('link-refused'));
    expect(await ask({ card: { ...card, cardNumber: 'card-none' } })).toEqual(refusal('link-refused'));
    expect(await ask({ verifiedPhone: '+79990000000' })).toEqual(refusal('link-refused'));
    expect(await ask({ card })).toEqual({ kind: 'linked', memberId: anna });
  });

  test('by a code that was used', async () => {
    await linkLogin(ports, { login: LOGIN, verifiedPhone: null, card });
    const other = { ...LOGIN, subject: 'eve' };
    expect(await linkLogin(ports, { login: other, verifiedPhone: null, card })).toEqual(
      refusal('link-refused'),
    );
    const seen = { cardNumber: 'card-anna', memberId: anna, printing: 1, isSpent: false };
    const late = { ...ports, codes: { ...ports.codes, spendTryOfCard: async () => seen } };
    expect(await linkLogin(late, { login: other, verifiedPhone: null, card })).toEqual(
      refusal('link-refused'),
    );
    const spent = { ...ports.codes, spendTryOfCard: async () => ({ ...seen, isSpent: true }) };
    const linked = { ...spent, linkByCode: async () => ({ kind: 'linked' }) as const };
    expect(await linkLogin({ ...ports, codes: linked }, { login: other, verifiedPhone: null, card })).toEqual(
      refusal('link-refused'),
    );
  });

  test('that is linked, by its own card, by none, and by another’s', async () => {
    const ask = (given: typeof card | null) =>
      linkLogin(ports, { login: LOGIN, verifiedPhone: null, card: given });
    const own = { kind: 'linked', memberId: anna };
    expect(await ask(card)).toEqual(own);
    expect(await ask(card)).toEqual(own);
    expect(await ask(null)).toEqual(own);
    expect(await ask({ ...card, cardNumber: 'card-bob' })).toEqual(refusal('already-linked'));
    expect(await ask({ ...card, cardNumber: 'card-none' })).toEqual(refusal('already-linked'));
  });

  test('that has tried five codes today, and who else guesses at the card', async () => {
    const wrong = { ...card, code: '99999999' };
    const ask = (subject: string, given: typeof card) =>
      linkLogin(ports, { login: { ...LOGIN, subject }, verifiedPhone: null, card: given });
    for (let tries = 0; tries < 5; tries += 1)
      expect(await ask('eve', wrong)).toEqual(refusal('link-refused'));
    expect(await ask('eve', card)).toEqual(refusal('too-many-tries'));
    // Somebody's wrong guesses close nobody's card.
    expect(await ask('anna', card)).toEqual({ kind: 'linked', memberId: anna });
    ports.clock.instant = asEpochMs(NOW + 86_400_000);
    expect(await ask('eve', wrong)).toEqual(refusal('link-refused'));
  });

  test('whose code was printed anew: the old one opens nothing, and the history knows', async () => {
    const ask = (code: string) =>
      linkLogin(ports, { login: LOGIN, verifiedPhone: null, card: { ...card, code } });
    const printed = await printCode(ports, { cardNumber: 'card-anna', storeId: '292' });
    expect(printed).toEqual({ kind: 'printed', cardNumber: 'card-anna', linkCode: '11111112' });
    expect(await ask('11111111')).toEqual(refusal('link-refused'));
    expect(await ask('11111112')).toEqual({ kind: 'linked', memberId: anna });
    const history = await readHistory(ports, { memberId: anna, before: null, limit: 1 });
    expect(history).toMatchObject({ facts: [{ kind: 'code-printed', storeId: '292', at: NOW }] });
    const nobody = { cardNumber: 'card-none', storeId: '292' };
    expect(await printCode(ports, nobody)).toEqual(refusal('not-found'));
  });

  test('whose printing meets contention, once and beyond the last retry', async () => {
    const request = { cardNumber: 'card-anna', storeId: '292' };
    const meeting = (kinds: readonly ('contended' | 'printed-meanwhile')[], retries: number) => {
      const left = [...kinds];
      return {
        ...ports,
        retries: () => ({ beforeRetry: async (attempt: number) => attempt < retries }),
        codes: {
          ...ports.codes,
          print: async (...given: Parameters<typeof ports.codes.print>) => {
            const kind = left.shift();
            return kind === undefined ? await ports.codes.print(...given) : { kind };
          },
        },
      };
    };
    expect(await printCode(meeting(['contended'], 1), request)).toEqual(refusal('try-again'));
    expect(await printCode(meeting(['printed-meanwhile', 'contended'], 9), request)).toMatchObject({
      kind: 'printed',
    });
    // What was told is the code that opens.
    expect((await ports.codes.readCard('card-anna'))?.printing).toBe(2);
  });

  test('whose enrolment is sent again: its code for a day, and while it opens something', async () => {
    expect(await enrolMember(ports, ANNA)).toMatchObject({ replayed: true, linkCode: '11111111' });
    ports.clock.instant = asEpochMs(NOW + 86_400_000);
    expect(await enrolMember(ports, ANNA)).toMatchObject({ replayed: true, linkCode: null });
    ports.clock.instant = NOW;
    await linkLogin(ports, { login: LOGIN, verifiedPhone: null, card });
    expect(await enrolMember(ports, ANNA)).toMatchObject({ replayed: true, linkCode: null });
    const bobs = { ...ANNA, cardNumber: 'card-bob', name: 'Bob', phone: null };
    expect(await enrolMember(ports, bobs)).toMatchObject({ linkCode: '22222222' });
    await printCode(ports, { cardNumber: 'card-bob', storeId: '292' });
    expect(await enrolMember(ports, bobs)).toMatchObject({ linkCode: null });
  });

  test('that another call has just linked to another member', async () => {
    await ports.logins.link(LOGIN, bob);
    const late = { ...ports, logins: { ...ports.logins, memberOfLogin: async () => null } };
    const phone = '+79161234567';
    for (const given of [
      { verifiedPhone: null, card },
      { verifiedPhone: phone, card: null },
    ])
      expect(await linkLogin(late, { login: LOGIN, ...given })).toEqual(refusal('login-taken'));
    expect(
      await linkLogin(late, { login: { ...LOGIN, subject: 'new' }, verifiedPhone: phone, card: null }),
    ).toEqual({
      kind: 'linked',
      memberId: anna,
    });
  });

  test('of nobody', async () => {
    expect(await readMyself(ports, LOGIN)).toEqual(refusal('not-enrolled'));
  });
});

describe('what is not there', () => {
  test('a member, their history, their status’ reasons, a system', async () => {
    const nobody = { memberId: 'nobody', before: null, limit: 10 };
    expect(await readHistory(ports, nobody)).toEqual(refusal('not-found'));
    await ports.logins.link(LOGIN, 'nobody');
    expect(await readMyself(ports, LOGIN)).toEqual(refusal('not-enrolled'));
    const asked = { ...nobody, cursor: null };
    expect(await explainStatus(ports, { ...asked, system: 'level' })).toEqual(refusal('not-found'));
    expect(await explainStatus(ports, { ...asked, memberId: anna, system: 'x' })).toEqual(
      refusal('unknown-system'),
    );
  });
});

describe('a till key', () => {
  test('with another secret, or revoked, opens nothing', async () => {
    const { key, keyId } = await issueTillKey(ports, ['292']);
    expect(await checkTillKey(ports, key)).toMatchObject({ keyId });
    const last = key.endsWith('A') ? 'B' : 'A';
    expect(await checkTillKey(ports, `${key.slice(0, -1)}${last}`)).toBeNull();
    await ports.keys.revoke(keyId, NOW, someAct(NOW));
    expect(await checkTillKey(ports, key)).toBeNull();
  });
});

describe('a program', () => {
  test('with errors is not activated', async () => {
    const wrong = { ...program, currency: 'XXX' };
    expect(compile(wrong).ok).toBe(false);
    expect(await activateProgram(ports, wrong, null)).toEqual(refusal('program-invalid'));
  });

  test('that loses what members have is not activated, and says where', async () => {
    const more = {
      ...program,
      counters: { ...program.counters, visits: { measure: 'purchases' } },
    } as const;
    expect(await activateProgram(ports, more, null)).toMatchObject({ kind: 'activated', version: 1 });
    ports.clock.instant = at('2024-06-20T12:00:00+03:00');
    const outcome = await activateProgram(ports, program, null);
    expect(outcome).toEqual(refusal('program-breaks'));
    expect(outcome).toMatchObject({ findings: [{ code: 'counter-lost', path: ['counters'] }] });
    expect((await ports.archive.read()).timeline).toHaveLength(1);
    const meant = { ...program, dropped: { counters: ['visits'] } };
    expect(await activateProgram(ports, meant, null)).toMatchObject({ kind: 'activated', version: 2 });
  });

  /** Long counters of their own for each number: somewhat more than a third of what two versions may take. */
  const longCounters = (number: number) => ({
    ...program,
    rules: Array.from({ length: 4 }, (_, index) => ({
      name: `long-${index}`,
      on: ['sale'],
      measure: {
        of: 'sold-amount',
        stores: [`s-${number}-${index}`],
        window: 'P10Y',
        whenChanged: 'reset',
      },
      table: [{ from: '1 RUB', discount: '1%' }],
    })) as typeof program.rules,
  });
  const activatedOn = (day: string, number: number) => {
    ports.clock.instant = at(`${day}T12:00:00+03:00`);
    return activateProgram(ports, longCounters(number), null);
  };

  test('whose counts do not fit beside those of the last thirty days waits', async () => {
    const days = ['2024-06-01', '2024-06-05', '2024-06-10', '2024-06-14'];
    for (const [number, day] of days.entries())
      expect(await activatedOn(day, number)).toMatchObject({ kind: 'activated' });
    expect(await activatedOn('2024-06-20', 9)).toEqual(refusal('state-too-large'));
    expect(await activatedOn('2024-06-20', 3)).toMatchObject({ kind: 'unchanged' });
    expect(await activatedOn('2024-07-06', 9)).toMatchObject({ kind: 'activated' });
  });

  test('does not fit on a timeline that is full', async () => {
    const { timeline } = await ports.archive.read();
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      version: index + 1,
      from: asEpochMs(index),
      announcedAt: null,
      outline: null,
    }));
    const full = (length: number) => ({
      ...ports,
      archive: {
        ...ports.archive,
        read: async () => ({ timeline: [...timeline, ...rows].slice(0, length), revision: 0 }),
        append: async () => ({ kind: 'appended' }) as const,
      },
    });
    expect(await activateProgram(full(2_000), program, null)).toEqual(refusal('timeline-full'));
    expect(await activateProgram(full(1_999), program, null)).toMatchObject({ kind: 'activated' });
  });

  test('has its outline stored where it says something new, and as long as there is room', async () => {
    const appended: unknown[] = [];
    const archive = {
      ...ports.archive,
      append: async (...[row, source, revision, audit]: Parameters<typeof ports.archive.append>) => {
        appended.push(row.outline === null || row.outline === 'as-before' ? row.outline : row.outline.name);
        return ports.archive.append(row, source, revision, audit);
      },
    };
    const versions = [
      { name: 'a' },
      { name: 'a', closingDelayHours: 1 },
      { name: 'a', closingDelayHours: 1, maxReceiptAgeDays: 30 },
      { name: 'b'.repeat(150_000) },
      { name: 'c'.repeat(60_000) },
      { name: 'd' },
    ];
    for (const change of versions)
      await activateProgram({ ...ports, archive }, { ...program, ...change }, null);
    expect(appended).toEqual(['a', 'a', 'as-before', 'b'.repeat(150_000), null, 'd']);
  });

  test('that two activate at once is activated once', async () => {
    const held = {
      ...ports,
      archive: { ...ports.archive, append: async () => ({ kind: 'moved' }) as const },
    };
    expect(await activateProgram(held, program, null)).toEqual(refusal('timeline-moved'));
  });
});
