import { beforeEach, expect, test } from 'vitest';
import { enrolMember } from '#operations/enrol-member.ts';
import { readContact } from '#operations/read-contact.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';

const ada = { kind: 'administrator', issuer: 'https://staff', subject: 'ada', name: 'Ada' } as const;
const NOW = '2024-05-20T12:00:00.000Z';
let house: ReturnType<typeof memoryHouse>;
let anna: string;

beforeEach(async () => {
  house = memoryHouse(monthlyAmount(), NOW);
  const contact = { name: 'Anna', phone: '+79161234567' };
  const enrolled = await enrolMember(house, { cardNumber: 'card-anna', ...contact, attributes: new Map() });
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  anna = enrolled.memberId;
});

const asked = (memberId: string, change: object = {}) =>
  readContact({ ...house, actor: ada, ...change }, { memberId, reason: 'asked at the hotline' });
const told = async () =>
  (await house.audit.page({ memberId: null, since: null }, { after: null, limit: 9 })).entries;

test('a contact is answered in clear, and that it was is told: who, of whom, why; the phone is not', async () => {
  expect(await asked(anna)).toEqual({ kind: 'found', contact: { name: 'Anna', phone: '+79161234567' } });
  expect(await told()).toEqual([
    {
      id: expect.any(String),
      at: house.clock.now(),
      actor: ada,
      action: 'contact.read',
      subject: { kind: 'member', id: anna },
      reason: 'asked at the hotline',
      self: 'not-checkable',
      changes: [],
    },
  ]);
});

test('whether it was their own is told, where their login has a member', async () => {
  await house.logins.link({ issuer: ada.issuer, subject: ada.subject }, anna);
  await asked(anna);
  expect(await told()).toMatchObject([{ self: 'own' }]);
});

test('of nobody nothing is answered, and nothing told', async () => {
  expect(await asked('nobody-there')).toMatchObject({ kind: 'refused', code: 'not-found' });
  expect(await told()).toEqual([]);
});

test('what cannot be told is not answered', async () => {
  const audit = {
    append: async () => {
      throw new Error('the table does not answer');
    },
  };
  await expect(asked(anna, { audit })).rejects.toThrow('does not answer');
});

test('it is told before it is answered', async () => {
  const order: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const answered = asked(anna, { audit: { append: () => promise.then(() => order.push('told')) } });
  const watched = answered.then(() => order.push('answered'));
  await new Promise((again) => setTimeout(again, 5));
  expect(order).toEqual([]);
  resolve();
  await watched;
  expect(order).toEqual(['told', 'answered']);
});

test('a member whose contact is lost has none', async () => {
  const register = { readContact: async () => null };
  expect(await asked(anna, { register })).toMatchObject({ contact: { name: null, phone: null } });
});
