import { beforeAll, describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { enrolledFact, sampleEnrolment } from '../samples.ts';
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
      expect(await world.register.readContact('m-new')).toEqual({ name: 'Ada', phone: '+4915112345678' });
      expect((await world.members.read('m-new'))?.profile).toEqual(enrolment.profile);
      expect(await world.facts.factsOf('m-new', null, 5)).toEqual([enrolledFact('m-new')]);
    });

    test('nobody is found by what nobody has', async () => {
      expect(await world.register.memberOfCard('c-none')).toBeNull();
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

    test('a code may be tried five times in all', async () => {
      await world.register.enrol(sampleEnrolment('m-tries', 'c-tries'));
      const tries = await Promise.all(
        Array.from({ length: 9 }, () => world.register.spendLinkTry('c-tries')),
      );
      expect(tries.filter((memberId) => memberId === 'm-tries').length).toBe(5);
      expect(tries.filter((memberId) => memberId === null).length).toBe(4);
      expect(await world.register.memberOfCard('c-tries')).toBe('m-tries');
    });

    test('a code that is closed has no try left; an unknown card has none and gets none', async () => {
      await world.register.enrol(sampleEnrolment('m-closed', 'c-closed'));
      await world.register.closeLinkCode('c-closed');
      expect(await world.register.spendLinkTry('c-closed')).toBeNull();
      await world.register.closeLinkCode('c-unknown');
      expect(await world.register.spendLinkTry('c-unknown')).toBeNull();
      expect(await world.register.memberOfCard('c-unknown')).toBeNull();
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
      createdAt: asEpochMs(1_000),
      revokedAt: null,
    };

    test('a key is made once, and stays revoked since the first time', async () => {
      expect(await world.keys.read('abc123abc123')).toBeNull();
      await world.keys.create(key);
      expect(await world.keys.read('abc123abc123')).toEqual(key);
      await expect(world.keys.create({ ...key, stores: ['1'] })).rejects.toThrow();
      await world.keys.revoke('abc123abc123', asEpochMs(2_000));
      await world.keys.revoke('abc123abc123', asEpochMs(3_000));
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
      for (const each of made) await world.keys.create(each);
      await world.keys.revoke('older0000000', asEpochMs(4_000));
      expect((await world.keys.list()).map(({ keyId, revokedAt }) => [keyId, revokedAt])).toEqual([
        ['also00000000', null],
        ['older0000000', 4_000],
        ['younger00000', null],
      ]);
    });

    test('a key that is not there is not revoked', async () => {
      await expect(world.keys.revoke('nobody000000', asEpochMs(1))).rejects.toThrow();
      expect(await world.keys.read('nobody000000')).toBeNull();
    });
  });
}
