import { describe, expect, inject, test } from 'vitest';
import { memberRegister } from '#table/member-register.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { archiveContract } from './contracts/archive-contract.ts';
import { registerContract } from './contracts/register-contract.ts';
import { sampleEnrolment } from './samples.ts';
import { worldOf } from './world.ts';

const client = localClient(inject('dynamodbEndpoint'), 'register');
let tables = 0;
const make = async () => {
  tables += 1;
  return worldOf(await createTable(client, `register-${tables}`));
};

registerContract(make);
archiveContract(make);

describe('phones of a system that was moved', () => {
  const PHONE = '+4915112345678';
  const digestsUnder =
    (...keys: [string, ...string[]]) =>
    (phone: string): [string, ...string[]] => {
      const [first, ...others] = keys;
      return [`${first}-${phone}`, ...others.map((key) => `${key}-${phone}`)];
    };

  test('are found under every key, and enrolled under none of them twice', async () => {
    tables += 1;
    const table = await createTable(client, `register-${tables}`);
    const old = memberRegister(table, digestsUnder('old'));
    const moved = memberRegister(table, digestsUnder('new', 'older', 'old'));
    await old.enrol(sampleEnrolment('m-old', 'c-old', PHONE));
    expect(await moved.memberOfPhone(PHONE)).toBe('m-old');
    expect(await moved.enrol(sampleEnrolment('m-again', 'c-again', PHONE))).toEqual({
      kind: 'phone-taken',
      memberId: 'm-old',
    });
    expect(await moved.memberOfCard('c-again')).toBeNull();
    const other = '+4915112345679';
    expect(await moved.enrol(sampleEnrolment('m-new', 'c-new', other))).toEqual({ kind: 'enrolled' });
    expect(await moved.memberOfPhone(other)).toBe('m-new');
    expect(await old.memberOfPhone(other)).toBeNull();
  });
});
