import { beforeAll, expect, inject, test } from 'vitest';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { openItem } from '#table/codecs/attributes.ts';
import { stateRepair } from '#table/state-repair.ts';
import { wholeTable } from '#table/whole-table.ts';
import { type House, houseOn } from '../../fixtures/house.ts';
import { createTable, localClient } from '../../fixtures/table.ts';
import { OLD_NOW, oldForms } from './old-forms.ts';

const client = localClient(inject('dynamodbEndpoint'), 'oldforms');
const whole = wholeTable(client, 'laurel');
let house: House;

beforeAll(async () => {
  const table = await createTable(client, 'laurel');
  await whole.put(oldForms.map(({ item }) => item));
  house = houseOn(table, OLD_NOW);
});

/**
 * One member's silver came by a late receipt within the closing delay: it is held since the turn today (D30), and was since
 * the receipt then. While its grace runs, the books put that right.
 */
const SINCE_THE_TURN = { late: { kind: 'differs', parts: ['statuses'], written: false } };

/** One receipt's rules took another's status and gave it again: it was never interrupted (D93), and began anew then. */
const NEVER_LOST = { labelled: { kind: 'differs', parts: ['statuses'], written: false } };

test.each([
  ['as it was left', OLD_NOW, { ...SINCE_THE_TURN, ...NEVER_LOST }],
  ['and after turns and ends that nobody has swept', '2024-12-03T12:00:00+03:00', NEVER_LOST],
])('today’s rules make of an older Laurel’s books the states that it stored, %s', async (_what, now, but) => {
  house.set(now);
  const ports = { ...house, states: stateRepair(house.table) };
  const found: Record<string, unknown> = {};
  for await (const memberId of whole.memberIds()) {
    found[memberId] = await rebuildMember(ports, memberId, 'look');
  }
  const states = oldForms.filter(({ kind }) => kind === 'state');
  const names = states.map(({ item }) => openItem(item).key.pk.slice('M#'.length));
  expect(names).toHaveLength(10);
  expect(found).toEqual({ ...Object.fromEntries(names.map((name) => [name, { kind: 'agrees' }])), ...but });
});
