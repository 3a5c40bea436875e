import { expect, test } from 'vitest';
import type { AuditEntry } from '#operations/ports/audit.ts';
import { readAudit } from '#operations/read-audit.ts';
import { someAct } from '../fixtures/hand.ts';
import { memoryWorld } from '../fixtures/memory-world.ts';

const { audit } = memoryWorld();
/** A thousand and one keys, and before them two looks at a contact. */
for (let index = 0; index < 1_003; index += 1)
  await audit.append(
    someAct(index, { id: `a${index}`, ...(index < 2 ? { action: 'contact.read' as const } : {}) }),
  );
const all = { memberId: null, since: null, action: null, after: null, limit: 2 };
const idsOf = ({ entries }: { readonly entries: readonly Pick<AuditEntry, 'id'>[] }) =>
  entries.map(({ id }) => id);

test('a page is as long as it was asked for, and says where the next begins', async () => {
  const first = await readAudit({ audit }, all);
  expect([idsOf(first), first.next]).toEqual([['a1002', 'a1001'], { at: 1_001, id: 'a1001' }]);
  const second = await readAudit({ audit }, { ...all, after: first.next });
  expect(idsOf(second)).toEqual(['a1000', 'a999']);
});

test('the last page says that it is, also where it is full', async () => {
  const rest = { ...all, after: someAct(2, { id: 'a2' }) };
  expect(await readAudit({ audit }, rest)).toMatchObject({
    entries: [{ id: 'a1' }, { id: 'a0' }],
    next: null,
  });
  expect((await readAudit({ audit }, { ...rest, limit: 1 })).next).toEqual({ at: 1, id: 'a1' });
  expect((await readAudit({ audit }, { ...rest, limit: 3 })).next).toBeNull();
});

test('an action is looked for among a thousand at a time, and the page may be empty and not the last', async () => {
  const looked = await readAudit({ audit }, { ...all, action: 'contact.read' });
  expect([idsOf(looked), looked.next]).toEqual([[], { at: 3, id: 'a3' }]);
  const found = await readAudit({ audit }, { ...all, action: 'contact.read', after: looked.next });
  expect([idsOf(found), found.next]).toEqual([['a1', 'a0'], null]);
  const one = await readAudit({ audit }, { ...all, action: 'contact.read', after: looked.next, limit: 1 });
  expect([idsOf(one), one.next]).toEqual([['a1'], { at: 1, id: 'a1' }]);
});
