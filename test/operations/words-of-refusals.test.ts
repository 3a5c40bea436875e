import { beforeEach, describe, expect, test } from 'vitest';
import type { RuleDefinition } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { claimReceipts } from '#operations/claim-receipts.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { linkLogin } from '#operations/link-login.ts';
import type { CardCode, LostEnrolment } from '#operations/ports/register-and-logins.ts';
import { printCode } from '#operations/print-code.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { rehearsedEnrolment, rehearsedPrinting, rehearsedScoring } from '#operations/rehearsal.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { MAX_LATE_ENTRIES } from '../../shared/domain/values/limits.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** What somebody at a till or at a telephone reads when Laurel says no, and what it comes to when others are faster. */
const NOON = '2024-05-20T12:00:00+03:00';
const ANNA = { cardNumber: 'card-anna', name: 'Anna', phone: '+79161234567', attributes: new Map() };
const EVE = { cardNumber: 'card-eve', name: 'Eve', phone: null, attributes: new Map() };
const LOGIN = { issuer: 'https://issuer.example', subject: 'anna' };
const CARD = { cardNumber: 'card-anna', code: '11111111' };

let house: ReturnType<typeof memoryHouse>;
let anna: string;

const enrolled = async (ports: typeof house, request: Parameters<typeof enrolMember>[1]) => {
  const outcome = await enrolMember(ports, request);
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome;
};

beforeEach(async () => {
  house = memoryHouse(monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel }), NOON);
  anna = (await enrolled(house, ANNA)).memberId;
});

const refused = (code: string, detail: string, pointer: string | null = null) => ({
  kind: 'refused',
  code,
  detail,
  pointer,
});
const before = () => ({ ...house, clock: { now: () => asEpochMs(0) } });
const stateless = () => ({ ...house, members: { read: async () => null } });
const busy = () => ({
  ...house,
  ledger: {
    ...house.ledger,
    commit: async () => ({ kind: 'contended' }) as const,
    claim: async () => ({ kind: 'contended' }) as const,
  },
});
const asked = (change: Parameters<typeof requestOf>[0]) => ({
  ...requestOf(change),
  receiptId: null,
  occurredAt: null,
});

describe('a receipt', () => {
  const SIX_THOUSAND = 600_000;

  test.each<readonly [string, Parameters<typeof requestOf>[0], object]>([
    [
      'whose lines add up to something else',
      { totalMinor: 9_999 },
      refused('lines-total-mismatch', 'The lines add up to 100.00 RUB.', '/totalMinor'),
    ],
    [
      'that takes more room than there is',
      {
        lines: Array.from({ length: 200 }, (_, at) => ({
          sku: 'TEA',
          quantityThousandths: 1000,
          amountMinor: 50,
          categories: Array.from({ length: 50 }, (__, number) => `${'category'.repeat(8)}-${at}-${number}`),
        })),
      },
      refused(
        'receipt-too-large',
        'The categories of its lines, and what was given, take more room than a receipt has.',
        '/lines',
      ),
    ],
    [
      'with a token that nobody gave out',
      { quote: 'forged' },
      refused('quote-invalid', 'Send the token of a quote as it was given.', '/quote'),
    ],
  ])('%s', async (_, change, no) => {
    expect(await scoreReceipt(house, requestOf(change))).toEqual(no);
  });

  test('that meets contention beyond the last retry', async () => {
    expect(await scoreReceipt(busy(), requestOf({ memberId: anna }))).toEqual(
      refused('try-again', 'Many receipts of this member at once; send the same again.'),
    );
  });

  test('that says something else under an id that was used', async () => {
    const sent = requestOf({ memberId: anna });
    await scoreReceipt(house, sent);
    expect(await scoreReceipt(house, { ...sent, paidMinor: 5 })).toEqual(
      refused(
        'idempotency-mismatch',
        'This id was used for another receipt; send a new sale under a new id.',
      ),
    );
  });

  test('whose token this instance cannot read, or that is another store’s, is decided anew', async () => {
    const quoted = await quoteReceipt(house, asked({ memberId: anna }));
    const quote = quoted.kind === 'quoted' ? (quoted.promise?.token ?? '') : '';
    const seal = { ...house.seal, open: async () => ({ kind: 'unreadable' }) as const };
    const changed = { kind: 'scored', entry: { body: { quote: 'changed' } } };
    expect(await scoreReceipt({ ...house, seal }, requestOf({ memberId: anna, quote }))).toMatchObject(
      changed,
    );
    const elsewhere = requestOf({ memberId: anna, quote, storeId: 'store-2' });
    expect(await scoreReceipt(house, elsewhere)).toMatchObject(changed);
  });

  test('is stored with what the till said, and no word more', async () => {
    const scored = await scoreReceipt(house, requestOf({ memberId: anna }));
    if (scored.kind !== 'scored') throw new Error(scored.code);
    const { body } = scored.entry;
    expect([body.kind, 'given' in body.sale, 'changeMinor' in body.sale]).toEqual(['sale', false, false]);
    const told = { given: [], changeMinor: 5, paidMinor: 10_005 };
    const more = await scoreReceipt(house, requestOf({ memberId: anna, receiptId: 'r-2', ...told }));
    expect(more).toMatchObject({ entry: { body: { sale: told } } });
  });

  test('that another sending of it was faster with gets its answer', async () => {
    const request = requestOf({ memberId: anna, amountMinor: SIX_THOUSAND });
    for (const whose of [{ memberId: anna }, { memberId: null }]) {
      const mine = { ...request, ...whose, receiptId: `r-${whose.memberId}` };
      // The other one commits while this one decides.
      const race =
        <Args extends unknown[], Outcome>(write: (...args: Args) => Promise<Outcome>) =>
        async (...args: Args) => {
          await scoreReceipt(house, mine);
          return await write(...args);
        };
      const ledger = {
        ...house.ledger,
        commit: race(house.ledger.commit),
        record: race(house.ledger.record),
      };
      expect(await scoreReceipt({ ...house, ledger }, mine)).toMatchObject({
        kind: 'scored',
        replayed: true,
      });
    }
    expect((await house.members.read(anna))?.member.entries.count).toBe(1);
  });

  test('of a member who moved is decided on what the write brought back; of one whose profile moved, anew', async () => {
    const retries = () => ({ beforeRetry: async (attempt: number) => attempt < 3 });
    const whole = await house.members.read(anna);
    if (whole === null) throw new Error('there is no member');
    for (const [profileVersion, reads] of [
      [1, 1],
      [2, 2],
    ]) {
      const receiptId = `r-${profileVersion}`;
      let read = 0;
      let isFirst = true;
      const members = {
        read: async (memberId: string) => {
          read += 1;
          return await house.members.read(memberId);
        },
      };
      const commit = async (...[change]: Parameters<typeof house.ledger.commit>) => {
        const current = (await house.members.read(anna))?.member ?? whole.member;
        if (!isFirst) return await house.ledger.commit(change);
        isFirst = false;
        return {
          kind: 'member-moved',
          current: { ...current, profileVersion: profileVersion ?? 1 },
        } as const;
      };
      const ports = { ...house, members, retries, ledger: { ...house.ledger, commit } };
      const scored = await scoreReceipt(ports, requestOf({ memberId: anna, receiptId }));
      expect([scored.kind, read]).toEqual(['scored', reads]);
    }
  });

  test('of a card that got its member meanwhile is the member’s', async () => {
    const retries = () => ({ beforeRetry: async (attempt: number) => attempt < 3 });
    let isFirst = true;
    const memberOfCard = async (cardNumber: string) => {
      if (!isFirst) return await house.register.memberOfCard(cardNumber);
      isFirst = false;
      return null;
    };
    const ports = { ...house, retries, register: { ...house.register, memberOfCard } };
    expect(await scoreReceipt(ports, requestOf({ cardNumber: 'card-anna' }))).toMatchObject({
      kind: 'scored',
      entry: { owner: { kind: 'member', memberId: anna } },
    });
  });

  test.each([
    ['waits for the card’s member', NOON, 'unmatched', { kind: 'card', cardNumber: 'card-none' }],
    ['of long ago counts for nobody, ever', '2020-01-01T12:00:00+03:00', 'too-old', { kind: 'nobody' }],
  ])('of a card that nobody has %s', async (_, occurredAt, disposition, owner) => {
    const request = requestOf({ cardNumber: 'card-none', occurredAt: at(occurredAt) });
    expect(await scoreReceipt(house, request)).toMatchObject({
      entry: { owner, body: { answer: { disposition } } },
    });
  });
});

describe('a quote', () => {
  test('of nobody’s member, or without a program, is refused as its receipt is', async () => {
    const register = { memberOfCard: async () => 'm-bob' };
    const both = asked({ memberId: anna, cardNumber: 'card-bob' });
    expect(await quoteReceipt({ ...house, register }, both)).toMatchObject({ code: 'member-ambiguous' });
    expect(await quoteReceipt(before(), asked({}))).toMatchObject({ kind: 'refused', code: 'no-program' });
  });

  test('shows what the member gets, whose receipt has no id yet', async () => {
    for (const receiptId of ['r-1', 'r-2'])
      await scoreReceipt(house, requestOf({ memberId: anna, receiptId, amountMinor: 600_000 }));
    const quoted = await quoteReceipt(house, asked({ memberId: anna }));
    expect(quoted).toMatchObject({
      memberId: anna,
      sale: { receiptId: '' },
      answer: { discounts: [{ rule: 'silver-discount', amountMinor: 500 }] },
    });
    expect(await quoteReceipt(house, { ...asked({ memberId: anna }), receiptId: 'r-3' })).toMatchObject({
      sale: { receiptId: 'r-3' },
    });
    expect(await quoteReceipt(house, asked({}))).toMatchObject({ memberId: null, answer: { discounts: [] } });
  });
});

describe('a printing', () => {
  const request = { cardNumber: 'card-anna', storeId: '292' };

  test('says why there is none', async () => {
    expect(await printCode(house, { ...request, cardNumber: 'card-none' })).toEqual(
      refused('not-found', 'Nobody has this card.', '/cardNumber'),
    );
    expect(await printCode(before(), request)).toMatchObject({ kind: 'refused', code: 'no-program' });
    const codes = { ...house.codes, print: async () => ({ kind: 'contended' }) as const };
    expect(await printCode({ ...house, codes }, request)).toEqual(
      refused('try-again', 'The member is being written by others; send the same again.'),
    );
    await expect(printCode(stateless(), request)).rejects.toThrow(
      'a card leads to a member who is not there',
    );
  });
});

describe('a login', () => {
  const ask = (change: object, ports: Parameters<typeof linkLogin>[0] = house) =>
    linkLogin(ports, { login: LOGIN, verifiedPhone: null, card: null, ...change });

  test('is told why it is not linked', async () => {
    const noPhone = refused(
      'link-refused',
      'No member has the verified phone of this login; send a card number and its code.',
    );
    const noCard = refused('link-refused', 'The card and the code do not open a member.');
    expect(await ask({})).toEqual(noPhone);
    expect(await ask({ verifiedPhone: '+79990000000' })).toEqual(noPhone);
    expect(await ask({ card: { ...CARD, cardNumber: 'card-none' } })).toEqual(noCard);
    expect(await ask({ card: { ...CARD, code: '99999999' } })).toEqual(noCard);
    for (let tries = 2; tries < 5; tries += 1) await ask({ card: { ...CARD, code: '99999999' } });
    expect(await ask({ card: CARD })).toEqual(
      refused('too-many-tries', 'This login has tried five codes today; try again tomorrow.'),
    );
    await house.logins.link(LOGIN, anna);
    expect(await ask({ card: { ...CARD, cardNumber: 'card-none' } })).toEqual(
      refused('already-linked', 'This login has its member already, and the card is not theirs.'),
    );
  });

  test('that another call has just linked has its member, or is told of another', async () => {
    const late = { ...house, logins: { ...house.logins, memberOfLogin: async () => null } };
    const takenBy = (memberId: string) => ({
      ...late,
      codes: { ...house.codes, linkByCode: async () => ({ kind: 'taken', memberId }) as const },
      logins: { ...late.logins, link: async () => ({ kind: 'taken', memberId }) as const },
    });
    for (const way of [{ card: CARD }, { verifiedPhone: ANNA.phone }]) {
      expect(await ask(way, takenBy(anna))).toEqual({ kind: 'linked', memberId: anna });
      expect(await ask(way, takenBy('m-bob'))).toEqual(
        refused('login-taken', 'This login was linked to another member just now.'),
      );
    }
  });

  test('spends its tries of the day', async () => {
    const days: number[] = [];
    const spent = async (_of: unknown, day: number) => {
      days.push(day);
      return true;
    };
    const codes = {
      ...house.codes,
      spendTryOfLogin: spent,
      spendTryOfCard: async (card: string, day: number) => {
        await spent(card, day);
        return null;
      },
    };
    await ask({ card: CARD }, { ...house, codes });
    // 2024-05-20, counted in days since 1970.
    expect(days).toEqual([19_863, 19_863]);
  });
});

describe('an enrolment', () => {
  test('is told why there is none', async () => {
    expect(await enrolMember(before(), EVE)).toEqual(
      refused('no-program', 'No program is in force yet; enrol again later.'),
    );
    expect(await enrolMember(house, { ...EVE, phone: ANNA.phone })).toEqual(
      refused('phone-taken', 'This phone belongs to another member.', '/phone'),
    );
    expect(await enrolMember(house, { ...ANNA, name: 'Eve' })).toEqual(
      refused('card-taken', 'This card belongs to a member with another name or phone.', '/cardNumber'),
    );
    expect(await enrolMember(house, { ...ANNA, attributes: new Map([['car', true]]) })).toEqual(
      refused(
        'idempotency-mismatch',
        'This card was enrolled with other attributes; nothing was changed.',
        '/attributes',
      ),
    );
    const full = { ...house.register, enrol: async () => ({ kind: 'claims-full' }) as const };
    expect(await enrolMember({ ...house, register: full }, EVE)).toEqual(
      refused('try-again', 'Many members are being enrolled; send the same again.'),
    );
    await expect(enrolMember(stateless(), EVE)).rejects.toThrow(
      'a member who was just enrolled is not there',
    );
  });

  test('answers what was begun with', async () => {
    expect(await enrolMember(house, EVE)).toMatchObject({
      replayed: false,
      statuses: new Map([['level', 'bronze']]),
      linkCode: '22222222',
      claimed: 0,
      claimsPending: false,
    });
    const codes = { readCard: async () => null };
    expect(await enrolMember({ ...house, codes }, EVE)).toMatchObject({ replayed: true, linkCode: null });
  });

  test('sent again with its attributes in another order is the same', async () => {
    const attributes: readonly (readonly [string, string | number | boolean])[] = [
      ['car', true],
      ['age', 30],
    ];
    const first = await enrolled(house, { ...EVE, attributes: new Map(attributes) });
    const again = await enrolled(house, { ...EVE, attributes: new Map([...attributes].reverse()) });
    expect(again).toMatchObject({ replayed: true, memberId: first.memberId });
  });

  test('is known by a hash that lies beside its card: over a release it stays', async () => {
    expect((await house.register.enrolmentOf('card-anna'))?.meaning).toBe('rMpSPJ6vgDh0aW3OSsZgqA');
    const attributes = new Map<string, string | number | boolean>([
      ['car', true],
      ['age', 30],
    ]);
    await enrolled(house, { ...EVE, attributes });
    expect((await house.register.enrolmentOf('card-eve'))?.meaning).toBe('S6sweG-6EzRS8XNw0VqjLg');
  });

  test('tells the sweep of what waits in the same transaction', async () => {
    await scoreReceipt(house, requestOf({ cardNumber: 'card-eve' }));
    const told: boolean[] = [];
    const looked: unknown[] = [];
    const ports = {
      ...house,
      register: {
        ...house.register,
        enrol: async (...[enrolment]: Parameters<typeof house.register.enrol>) => {
          told.push(enrolment.hasWaiting);
          return await house.register.enrol(enrolment);
        },
      },
      history: {
        ...house.history,
        unmatchedOf: async (...[card, page]: Parameters<typeof house.history.unmatchedOf>) => {
          looked.push(page);
          return await house.history.unmatchedOf(card, page);
        },
      },
    };
    expect(await enrolMember(ports, EVE)).toMatchObject({ claimed: 1, claimsPending: false });
    expect(told).toEqual([true]);
    expect(looked[0]).toEqual({ after: null, limit: 1 });
  });

  test('whose receipts came after the look at the card leaves them to the sweep, where it has room', async () => {
    await scoreReceipt(house, requestOf({ cardNumber: 'card-eve' }));
    let looks = 0;
    const unmatchedOf = async (...[card, page]: Parameters<typeof house.history.unmatchedOf>) => {
      looks += 1;
      return looks === 1 ? { entries: [], next: null } : await house.history.unmatchedOf(card, page);
    };
    const ports = { ...busy(), history: { ...house.history, unmatchedOf } };
    expect(await enrolMember(ports, EVE)).toMatchObject({
      kind: 'enrolled',
      claimed: 0,
      claimsPending: true,
    });
  });

  describe('of a member whose contact a restore has lost', () => {
    const completing = (outcome: 'completed' | 'kept') => {
      const lost: LostEnrolment[] = [];
      const register = {
        ...house.register,
        readContact: async () => null,
        complete: async (enrolment: LostEnrolment) => {
          lost.push(enrolment);
          return outcome;
        },
      };
      return { ports: { ...house, register }, lost };
    };
    const other = { ...ANNA, cardNumber: 'card-new' };

    test('tells it again, by the card or by the phone', async () => {
      for (const request of [ANNA, other]) {
        const { ports, lost } = completing('completed');
        expect(await enrolMember(ports, request)).toMatchObject({ replayed: true, memberId: anna });
        expect(lost).toEqual([
          {
            memberId: anna,
            contact: { name: 'Anna', phone: '+79161234567' },
            cardNumber: request.cardNumber,
            meaning: expect.stringMatching(/^[\w-]{22}$/),
            attributes: new Map(),
          },
        ]);
      }
    });

    test('is refused where the phone is another’s after all', async () => {
      expect(await enrolMember(completing('kept').ports, other)).toMatchObject({ code: 'phone-taken' });
    });

    test('that says something else is refused, and tells nothing', async () => {
      const { ports, lost } = completing('completed');
      expect(await enrolMember(ports, { ...ANNA, name: 'Eve' })).toMatchObject({ code: 'card-taken' });
      expect(lost).toEqual([]);
    });

    test('and whose card was put back is the member’s whose card it is', async () => {
      const { ports, lost } = completing('completed');
      const enrol = async () => ({ kind: 'card-taken', memberId: anna, meaning: null }) as const;
      const back = { ...ports, register: { ...ports.register, enrol } };
      expect(await enrolMember(back, { ...ANNA, name: 'Eve' })).toMatchObject({ memberId: anna });
      expect(lost).toHaveLength(1);
    });
  });

  test('of a member who has a contact leaves it', async () => {
    const complete = async (): Promise<'completed'> => {
      throw new Error('nothing was lost');
    };
    const ports = { ...house, register: { ...house.register, complete } };
    expect(await enrolMember(ports, ANNA)).toMatchObject({ replayed: true, memberId: anna });
    expect(await enrolMember(ports, { ...ANNA, cardNumber: 'card-new' })).toMatchObject({
      code: 'phone-taken',
    });
  });
});

describe('so many old receipts at once that not all are remembered', () => {
  const OLD = '2024-04-10T12:00:00+03:00';
  const twice: RuleDefinition = {
    name: 'twice',
    on: ['sale'],
    measure: { of: 'purchases', window: 'today' },
    table: [{ from: 2, discount: '10%' }],
  };
  const full = () => {
    const now = house.clock.now();
    const late = Array.from({ length: MAX_LATE_ENTRIES }, (_, number) => ({
      source: 'store-1',
      id: `late-${number}`,
      at: now,
    }));
    const read = async (memberId: string) => {
      const snapshot = await house.members.read(memberId);
      return snapshot === null ? null : { ...snapshot, member: { ...snapshot.member, late } };
    };
    return { ...house, members: { read } };
  };

  beforeEach(async () => {
    house = memoryHouse(monthlyAmount({}, { rules: [twice] }), OLD);
    anna = (await enrolled(house, ANNA)).memberId;
    await scoreReceipt(house, requestOf({ memberId: anna, receiptId: 'r-old', occurredAt: at(OLD) }));
    house.clock.instant = at('2024-08-01T12:00:00+03:00');
    const later = house.clock.instant;
    await scoreReceipt(house, requestOf({ memberId: anna, receiptId: 'r-new', occurredAt: later }));
  });

  test('are sent again', async () => {
    const old = requestOf({ memberId: anna, occurredAt: at(OLD) });
    expect(await scoreReceipt(full(), old)).toEqual(
      refused('try-again', 'Many old receipts of this member within a minute; send the same again.'),
    );
  });

  test('are claimed at another time, and have not failed', async () => {
    await scoreReceipt(house, requestOf({ cardNumber: 'card-none', occurredAt: at(OLD) }));
    const claim = { memberId: anna, cardNumber: 'card-none' };
    expect(await claimReceipts(full(), claim, () => true)).toEqual({
      claimed: 0,
      areAll: false,
      error: undefined,
    });
    expect(await claimReceipts(house, claim, () => true)).toMatchObject({ claimed: 1, areAll: true });
  });
});

describe('claiming', () => {
  const claim = () => ({ memberId: anna, cardNumber: 'card-none' });
  beforeEach(async () => {
    for (const receiptId of ['r-1', 'r-2'])
      await scoreReceipt(house, requestOf({ cardNumber: 'card-none', receiptId }));
  });

  test.each<readonly [string, () => Parameters<typeof claimReceipts>[0], string]>([
    ['for a member who is not there', stateless, 'receipts are claimed for a member who is not there'],
    ['without a program', before, 'a stored receipt was refused when it was claimed: no-program'],
  ])('%s fails with its words', async (_, ports, words) => {
    const outcome = await claimReceipts(ports(), claim(), () => true);
    expect(outcome).toEqual({ claimed: 0, areAll: false, error: new Error(words) });
  });

  test('under contention stops at the first, and nothing has failed', async () => {
    let tries = 0;
    const contended = async () => {
      tries += 1;
      return { kind: 'contended' } as const;
    };
    const ports = { ...house, ledger: { ...house.ledger, claim: contended } };
    expect(await claimReceipts(ports, claim(), () => true)).toEqual({
      claimed: 0,
      areAll: false,
      error: undefined,
    });
    expect(tries).toBe(1);
  });

  test('what another has claimed before is done, and not counted', async () => {
    const ledger = {
      ...house.ledger,
      claim: async (...[change]: Parameters<typeof house.ledger.claim>) => {
        await house.ledger.claim(change);
        return await house.ledger.claim(change);
      },
    };
    expect(await claimReceipts({ ...house, ledger }, claim(), () => true)).toEqual({
      claimed: 0,
      areAll: true,
      error: undefined,
    });
    expect((await house.members.read(anna))?.member.entries.count).toBe(2);
  });

  test('does not even look where it may not go on', async () => {
    const unmatchedOf = async () => {
      throw new Error('nobody has the time');
    };
    const ports = { ...house, history: { ...house.history, unmatchedOf } };
    expect(await claimReceipts(ports, claim(), () => false)).toMatchObject({ claimed: 0, areAll: false });
  });
});

describe('in training', () => {
  test('what is claimed for a member of long is answered as it would be counted', async () => {
    for (const receiptId of ['r-1', 'r-2'])
      await scoreReceipt(house, requestOf({ cardNumber: 'card-eve', receiptId, amountMinor: 600_000 }));
    expect(await enrolMember(busy(), EVE)).toMatchObject({ claimed: 0, claimsPending: true });
    const trained = await enrolMember(rehearsedEnrolment(house), EVE);
    expect(trained).toMatchObject({ claimed: 2, statuses: new Map([['level', 'silver']]) });
    expect(await enrolMember(house, EVE)).toEqual({ ...trained, linkCode: '22222222' });
  });

  test('a lost contact is answered as completed, and stays lost', async () => {
    const register = { ...house.register, readContact: async () => null };
    const trained = await enrolMember(rehearsedEnrolment({ ...house, register }), {
      ...ANNA,
      cardNumber: 'card-new',
    });
    expect(trained).toMatchObject({ kind: 'enrolled', replayed: true, memberId: anna });
    expect(await house.register.memberOfCard('card-new')).toBeNull();
  });

  test('a step without an entry is let pass, and not taken', async () => {
    const { member } = (await house.members.read(anna)) ?? {};
    if (member === undefined) throw new Error('there is no member');
    const step = { before: member, after: member, entry: null, facts: [] };
    expect(await rehearsedScoring(house).ledger.commit(step)).toEqual({ kind: 'committed' });
    expect((await house.members.read(anna))?.member.version).toBe(member.version);
  });

  test('a code is made of the card and its printing, but of nobody’s id', async () => {
    const made: object[] = [];
    const linkCodes = {
      ...house.linkCodes,
      codeOf: (card: CardCode) => {
        made.push({ ...card, memberId: card.memberId === anna ? 'anna' : 'nobody' });
        return house.linkCodes.codeOf(card);
      },
    };
    const printed = await printCode(rehearsedPrinting({ ...house, linkCodes }), {
      cardNumber: 'card-anna',
      storeId: '292',
    });
    expect(printed).toMatchObject({ kind: 'printed', linkCode: '11111112' });
    expect(made).toEqual([{ cardNumber: 'card-anna', memberId: 'nobody', printing: 2, isSpent: false }]);
  });
});
