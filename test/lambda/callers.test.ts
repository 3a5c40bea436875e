import { describe, expect, test } from 'vitest';
import { adminCallerOf, memberCallerOf, sameId, storeOf, tillOf } from '#lambda/callers.ts';
import { receiptEvent, recorded } from '../fixtures/edge.ts';

const one = { keyId: 'abcdefgh2345', stores: ['292'], kind: 'live' as const };
const several = { keyId: 'abcdefgh2345', stores: ['292', '321'], kind: 'live' as const };

describe('the till', () => {
  test('speaks for the stores that the authorizer named', () => {
    expect(tillOf(receiptEvent({ stores: '292,321' }))).toEqual({
      keyId: 'abcdefgh2345',
      stores: ['292', '321'],
      kind: 'live',
    });
  });

  test('trains where its key does', () => {
    const event = receiptEvent({ stores: '292' });
    Object.assign(event.requestContext, {
      authorizer: { lambda: { keyId: 'abcdefgh2345', stores: '292', scopes: '', kind: 'training' } },
    });
    expect(tillOf(event).kind).toBe('training');
  });

  test('without a context there is no till: a fault, never a guess', () => {
    expect(() => tillOf(recorded('get-me'))).toThrow();
  });

  test.each([
    ['the only store, unsaid', one, undefined, '292'],
    ['the only store, said', one, '292', '292'],
    ['one of several', several, '321', '321'],
  ])('%s', (_name, till, wanted, store) => {
    expect(storeOf(till, wanted)).toBe(store);
  });

  test.each([
    ["another's store", one, '321', 'store-mismatch'],
    ['a part of a name', one, '29', 'store-mismatch'],
    ['several and none said', several, undefined, 'store-required'],
    ['several and another', several, '999', 'store-mismatch'],
  ])('%s is refused', (_name, till, wanted, code) => {
    expect(() => storeOf(till, wanted)).toThrow(expect.objectContaining({ code }));
  });

  test('the id of the path is the id', () => {
    expect(sameId('292-0417-000871', undefined)).toBe('292-0417-000871');
    expect(sameId('292-0417-000871', '292-0417-000871')).toBe('292-0417-000871');
    expect(() => sameId('292-0417-000871', '292-0417-000872')).toThrow(
      expect.objectContaining({ code: 'id-mismatch' }),
    );
  });
});

const withClaims = (change: Record<string, unknown>) => {
  const event = recorded('get-me');
  const { authorizer } = event.requestContext as unknown as { authorizer: { jwt: { claims: object } } };
  Object.assign(authorizer.jwt.claims, change);
  return event;
};

describe('the member', () => {
  test('is issuer and subject of the token', () => {
    expect(memberCallerOf(recorded('get-me'))).toEqual({
      issuer: 'https://login.example.com',
      subject: '7c1f0c8e',
      verifiedPhone: '+79161234567',
    });
  });

  test.each([
    ['not verified', { phone_number_verified: 'false' }, null],
    ['said by nobody', { phone_number_verified: undefined }, null],
    ['verified, as a boolean', { phone_number_verified: true }, '+79161234567'],
    ['verified and missing', { phone_number: undefined }, null],
  ])('a phone that is %s', (_name, change, phone) => {
    expect(memberCallerOf(withClaims(change)).verifiedPhone).toBe(phone);
  });
});

describe('the administrator', () => {
  test('is issuer and subject of the token; a name is what it says, the better claim first', () => {
    const claims = { name: 'Ada', preferred_username: 'ada', username: 'u-1', email: 'ada@example.org' };
    expect(adminCallerOf(withClaims(claims))).toEqual({
      issuer: 'https://login.example.com',
      subject: '7c1f0c8e',
      name: 'Ada',
    });
  });

  test.each([
    ['no claim that names anybody', {}, null],
    ['an e-mail address alone', { email: 'ada@example.org' }, null],
    ['a user name', { username: 'u-1' }, 'u-1'],
    ['a preferred one beside it', { username: 'u-1', preferred_username: 'ada' }, 'ada'],
    ['a name that turns the line around, and a user name', { name: 'a\u202Eda', username: 'u-1' }, 'u-1'],
    ['a name of two lines', { name: 'a\nb' }, null],
    ['a name that is too long', { name: 'n'.repeat(201) }, null],
    ['a name that is no text', { name: true }, null],
  ])('%s', (_name, change, name) => {
    expect(adminCallerOf(withClaims(change)).name).toBe(name);
  });

  test('without a context there is nobody: a fault, never a guess', () => {
    expect(() => adminCallerOf(recorded('put-receipt'))).toThrow();
  });
});
