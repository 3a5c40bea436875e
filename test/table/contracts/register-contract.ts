import { beforeAll, describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import type { CardCode } from '#operations/ports/register-and-logins.ts';
import { someAct } from '../../fixtures/hand.ts';
import { enrolledFact, MORNING, sampleEnrolment } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

/** Enrolment, cards, phones, one-time codes, logins, till keys. `make` gives an empty store. */
export function registerContract(make: MakeWorld): void {
  describe('the register', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    test('an enrolment is found by card and phone, with profile, contact and fact', async () => {
      const enrolment = sampleEnrolment('m-new', 'c-new', '+4915112345678');
      expect(await world.register.enrol(enrolment)).toEqual({ kind: 'enrolled' });
      expect(await world.register.memberOfCard('c-new')).toBe('m-new');
      expect(await world.register.memberOfPhone('+4915112345678')).toBe('m-new');
      const { meaning } = enrolment;
      expect(await world.register.enrolmentOf('c-new')).toEqual({ memberId: 'm-new', meaning });
      expect(await world.register.readContact('m-new')).toEqual({ name: 'Ada', phone: '+4915112345678' });
      expect((await world.members.read('m-new'))?.profile).toEqual(enrolment.profile);
      expect(await world.facts.factsOf('m-new', null, 5)).toEqual([enrolledFact('m-new')]);
    });

    test('nobody is found by what nobody has', async () => {
      expect(await world.register.memberOfCard('c-none')).toBeNull();
      expect(await world.register.enrolmentOf('c-none')).toBeNull();
      expect(await world.register.memberOfPhone('+10000000001')).toBeNull();
      expect(await world.register.readContact('m-none')).toBeNull();
    });

    test('a card that is taken changes nothing', async () => {
      await world.register.enrol(sampleEnrolment('m-card-1', 'c-card'));
      const second = await world.register.enrol(sampleEnrolment('m-card-2', 'c-card', '+4915100000002'));
      expect(second).toEqual({ kind: 'card-taken', memberId: 'm-card-1', meaning: 'meaning-of-c-card' });
      expect(await world.members.read('m-card-2')).toBeNull();
      expect(await world.register.memberOfPhone('+4915100000002')).toBeNull();
      expect(await world.facts.factsOf('m-card-2', null, 5)).toEqual([]);
    });

    test('a phone that is taken changes nothing', async () => {
      await world.register.enrol(sampleEnrolment('m-phone-1', 'c-phone-1', '+4915100000003'));
      const second = await world.register.enrol(sampleEnrolment('m-phone-2', 'c-phone-2', '+4915100000003'));
      expect(second).toEqual({ kind: 'phone-taken', memberId: 'm-phone-1' });
      expect(await world.register.memberOfCard('c-phone-2')).toBeNull();
    });

    test('where card and phone are taken, the card is told', async () => {
      await world.register.enrol(sampleEnrolment('m-both-1', 'c-both', '+4915100000004'));
      const second = await world.register.enrol(sampleEnrolment('m-both-2', 'c-both', '+4915100000004'));
      expect(second).toEqual({ kind: 'card-taken', memberId: 'm-both-1', meaning: 'meaning-of-c-both' });
    });

    test('an enrolment that lost its contact is completed, and one that has it is kept', async () => {
      const { contact, meaning } = sampleEnrolment('m-whole', 'c-whole', '+4915100000010');
      await world.register.enrol(sampleEnrolment('m-whole', 'c-whole', '+4915100000010'));
      const lost = {
        memberId: 'm-whole',
        contact: { ...contact, name: 'Eve' },
        cardNumber: 'c-whole',
        meaning,
      };
      const attributes = new Map([['district', 'north']]);
      expect(await world.register.complete({ ...lost, attributes })).toBe('kept');
      expect(await world.register.readContact('m-whole')).toEqual(contact);
    });

    test('nothing is completed where the card or the phone leads to somebody else, or no profile is there', async () => {
      await world.register.enrol(sampleEnrolment('m-else', 'c-else', '+4915100000011'));
      const attributes = new Map([['district', 'north']]);
      const ghost = (cardNumber: string, phone: string | null) =>
        world.register.complete({
          memberId: 'm-ghost',
          contact: { name: 'Eve', phone },
          cardNumber,
          meaning: 'x',
          attributes,
        });
      expect(await ghost('c-else', null)).toBe('kept');
      expect(await ghost('c-ghost', '+4915100000011')).toBe('kept');
      expect(await ghost('c-ghost', null)).toBe('kept');
      expect(await world.register.readContact('m-ghost')).toBeNull();
      expect(await world.register.memberOfCard('c-ghost')).toBeNull();
    });

    test('two enrol the same card at once: exactly one wins, 50 times', async () => {
      for (let round = 0; round < 50; round += 1) {
        const card = `c-race-${round}`;
        const outcomes = await Promise.all(
          ['a', 'b'].map((who) => world.register.enrol(sampleEnrolment(`m-race-${round}-${who}`, card))),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['card-taken', 'enrolled']);
        const holder = outcomes[0]?.kind === 'enrolled' ? `m-race-${round}-a` : `m-race-${round}-b`;
        expect(await world.register.memberOfCard(card)).toBe(holder);
      }
    });
  });

  describe('one-time codes', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });
    const loginOf = (subject: string) => ({ issuer: 'https://id.example', subject });
    const cardOf = async (name: string): Promise<CardCode> => {
      await world.register.enrol(sampleEnrolment(`m-${name}`, `c-${name}`));
      const card = await world.codes.readCard(`c-${name}`);
      if (card === null) throw new Error('the card is not there');
      return card;
    };
    const printed = async (card: CardCode) => {
      const snapshot = await world.members.read(card.memberId);
      if (snapshot === null) throw new Error('nobody');
      const { member } = snapshot;
      const fact = {
        kind: 'code-printed' as const,
        seq: member.seq + 1,
        memberId: member.id,
        at: MORNING,
        recordedAt: MORNING,
        programVersion: 1,
        storeId: '292',
      };
      const change = {
        before: member,
        after: { ...member, seq: member.seq + 1 },
        entry: null,
        facts: [fact],
      };
      return { outcome: await world.codes.print(change, card), fact };
    };

    test('a card begins with its first printing, and an unknown one with none', async () => {
      expect(await cardOf('first')).toEqual({
        cardNumber: 'c-first',
        memberId: 'm-first',
        printing: 1,
        isSpent: false,
      });
      expect(await world.codes.readCard('c-unknown')).toBeNull();
      expect(await world.codes.spendTryOfCard('c-unknown', 20_000)).toBeNull();
      expect(await world.codes.readCard('c-unknown')).toBeNull();
    });

    test('a login tries five times a day, however many at once, and anew on the next', async () => {
      const login = loginOf('tries');
      for (const day of [20_000, 20_001, 20_005]) {
        const tries = await Promise.all(
          Array.from({ length: 9 }, () => world.codes.spendTryOfLogin(login, day)),
        );
        expect(tries.filter(Boolean)).toHaveLength(5);
      }
      expect(await world.codes.spendTryOfLogin(loginOf('other'), 20_005)).toBe(true);
      expect(await world.logins.memberOfLogin(login)).toBeNull();
    });

    test('a card is tried fifty times a day; beyond, its printing is spent for good', async () => {
      await cardOf('tried');
      const open = async (day: number, count: number) => {
        const tries = await Promise.all(
          Array.from({ length: count }, () => world.codes.spendTryOfCard('c-tried', day)),
        );
        return tries.filter((card) => card !== null && !card.isSpent).length;
      };
      expect(await open(20_000, 50)).toBe(50);
      expect((await world.codes.readCard('c-tried'))?.isSpent).toBe(false);
      expect(await open(20_001, 49)).toBe(49);
      expect(await open(20_001, 9)).toBe(1);
      expect((await world.codes.readCard('c-tried'))?.isSpent).toBe(true);
      expect(await open(20_002, 9)).toBe(0);
      const card = await world.codes.readCard('c-tried');
      if (card === null) throw new Error('the card is not there');
      expect((await printed(card)).outcome).toEqual({ kind: 'committed' });
      expect(await world.codes.readCard('c-tried')).toMatchObject({ printing: 2, isSpent: false });
      expect(await open(20_002, 3)).toBe(3);
    });

    test('logins at once with one code: exactly one is linked, 50 times', async () => {
      for (let round = 0; round < 50; round += 1) {
        const card = await cardOf(`once-${round}`);
        const logins = ['a', 'b', 'c', 'd'].map((who) => loginOf(`${round}-${who}`));
        const outcomes = await Promise.allSettled(logins.map((login) => world.codes.linkByCode(login, card)));
        const kinds = outcomes.map((one) => (one.status === 'fulfilled' ? one.value.kind : 'busy'));
        const linked = await Promise.all(logins.map((login) => world.logins.memberOfLogin(login)));
        expect(linked.filter((memberId) => memberId === card.memberId)).toHaveLength(1);
        expect(kinds.filter((kind) => kind === 'linked')).toHaveLength(1);
        expect((await world.codes.readCard(card.cardNumber))?.isSpent).toBe(true);
      }
    });

    test('a login keeps its member, and the code stays open', async () => {
      const card = await cardOf('kept');
      await world.logins.link(loginOf('kept'), 'm-other');
      expect(await world.codes.linkByCode(loginOf('kept'), card)).toEqual({
        kind: 'taken',
        memberId: 'm-other',
      });
      expect((await world.codes.readCard('c-kept'))?.isSpent).toBe(false);
    });

    test('a printing ends the one before, and leaves its trace in the history', async () => {
      const first = await cardOf('printed');
      const { outcome, fact } = await printed(first);
      expect(outcome).toEqual({ kind: 'committed' });
      expect(await world.facts.factsOf('m-printed', null, 1)).toEqual([fact]);
      expect(await world.codes.linkByCode(loginOf('late'), first)).toEqual({ kind: 'spent' });
      expect((await printed(first)).outcome).toEqual({ kind: 'printed-meanwhile' });
      const second = { ...first, printing: 2 };
      expect(await world.codes.readCard('c-printed')).toEqual(second);
      expect(await world.codes.linkByCode(loginOf('second'), second)).toEqual({ kind: 'linked' });
      expect(await world.codes.linkByCode(loginOf('third'), second)).toEqual({ kind: 'spent' });
      expect(await world.logins.memberOfLogin(loginOf('third'))).toBeNull();
    });

    test('a member who moved meanwhile is decided anew, and nothing is printed', async () => {
      const card = await cardOf('moved');
      const snapshot = await world.members.read('m-moved');
      if (snapshot === null) throw new Error('nobody');
      const { member } = snapshot;
      await world.ledger.commit({
        before: member,
        after: { ...member, dueAt: MORNING },
        entry: null,
        facts: [],
      });
      const fact = { kind: 'code-printed', seq: member.seq + 1, memberId: member.id } as const;
      const late = { ...fact, at: MORNING, recordedAt: MORNING, programVersion: 1, storeId: '292' };
      const change = {
        before: member,
        after: { ...member, seq: member.seq + 1 },
        entry: null,
        facts: [late],
      };
      expect(await world.codes.print(change, card)).toMatchObject({ kind: 'member-moved' });
      expect(await world.codes.readCard('c-moved')).toEqual(card);
    });
  });

  describe('logins', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    test('a login keeps its member', async () => {
      const login = { issuer: 'https://id.example/#a', subject: 'user#1' };
      expect(await world.logins.memberOfLogin(login)).toBeNull();
      expect(await world.logins.link(login, 'm1')).toEqual({ kind: 'linked' });
      expect(await world.logins.link(login, 'm1')).toEqual({ kind: 'linked' });
      expect(await world.logins.link(login, 'm2')).toEqual({ kind: 'taken', memberId: 'm1' });
      expect(await world.logins.memberOfLogin(login)).toBe('m1');
    });

    test('a `#` moves nothing from the issuer to the subject', async () => {
      await world.logins.link({ issuer: 'a#b', subject: 'c' }, 'm1');
      expect(await world.logins.memberOfLogin({ issuer: 'a', subject: 'b#c' })).toBeNull();
      expect(await world.logins.memberOfLogin({ issuer: 'a%23b', subject: 'c' })).toBeNull();
    });
  });

  describe('till keys', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });
    const key = {
      keyId: 'abc123abc123',
      secretHash: 'hash',
      stores: ['292', '381'],
      kind: 'live' as const,
      createdAt: asEpochMs(1_000),
      revokedAt: null,
    };

    test('a key is made once, and stays revoked since the first time', async () => {
      expect(await world.keys.read('abc123abc123')).toBeNull();
      await world.keys.create(key, someAct(1_000));
      expect(await world.keys.read('abc123abc123')).toEqual(key);
      await expect(world.keys.create({ ...key, stores: ['1'] }, someAct(1_000))).rejects.toThrow();
      await world.keys.revoke('abc123abc123', asEpochMs(2_000), someAct(2_000));
      await world.keys.revoke('abc123abc123', asEpochMs(3_000), someAct(3_000));
      expect(await world.keys.read('abc123abc123')).toEqual({ ...key, revokedAt: 2_000 });
    });

    test('all keys are listed, revoked ones too, the oldest first', async () => {
      const world = await make();
      expect(await world.keys.list()).toEqual([]);
      const made = [
        { ...key, keyId: 'younger00000', createdAt: asEpochMs(3_000) },
        { ...key, keyId: 'older0000000', createdAt: asEpochMs(2_000) },
        { ...key, keyId: 'also00000000', createdAt: asEpochMs(2_000) },
      ];
      for (const each of made) await world.keys.create(each, someAct(each.createdAt));
      await world.keys.revoke('older0000000', asEpochMs(4_000), someAct(4_000));
      expect((await world.keys.list()).map(({ keyId, revokedAt }) => [keyId, revokedAt])).toEqual([
        ['also00000000', null],
        ['older0000000', 4_000],
        ['younger00000', null],
      ]);
    });

    test('a key that is not there is not revoked', async () => {
      await expect(world.keys.revoke('nobody000000', asEpochMs(1), someAct(1))).rejects.toThrow();
      expect(await world.keys.read('nobody000000')).toBeNull();
    });
  });
}
