import { beforeEach, describe, expect, test } from 'vitest';
import { asDay } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { overrideStatus } from '#operations/override-status.ts';
import type { AuditActor } from '#operations/ports/audit.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';

/** What an operator puts over a status (L24, D59, D95), on the table and over maps. */

type AnyHouse = Omit<House, 'table' | 'activate' | 'enrol'> & {
  readonly states: Parameters<typeof rebuildMember>[0]['states'];
};
type Asked = Parameters<typeof overrideStatus>[1];

const ADA: Extract<AuditActor, { kind: 'administrator' }> = {
  kind: 'administrator',
  issuer: 'https://staff',
  subject: 'ada-1',
  name: 'ada',
};
const FLOOR = { mode: 'floor', status: 'gold', until: null } as const;
const REASON = 'A complaint was right.';

export function overrideContract(make: () => Promise<AnyHouse>): void {
  let house: AnyHouse;
  let anna: string;
  /** What refusals said. */
  let details: string[];

  beforeEach(async () => {
    details = [];
    house = await make();
    const person = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };
    const outcome = await enrolMember(house, person);
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    anna = outcome.memberId;
  });

  const put = async (change: Partial<Asked> = {}) => {
    const asked = {
      memberId: anna,
      system: 'level',
      override: FLOOR,
      reason: REASON,
      revision: 0,
      actor: ADA,
    };
    const outcome = await overrideStatus(house, { ...asked, ...change });
    if (outcome.kind === 'refused') details.push(outcome.detail);
    return outcome.kind === 'refused' ? outcome.code : outcome.view;
  };
  const acts = async () =>
    (await house.audit.page({ memberId: anna, since: null }, { after: null, limit: 9 })).entries;
  const counted = async () => (await house.members.read(anna))?.member.entries.count;
  const booksSay = async () => (await rebuildMember({ ...house, states: house.states }, anna, 'look')).kind;

  describe('an override', () => {
    test('shows at once, is an entry that a rebuild replays, and is told to the audit with its reason', async () => {
      expect(await put()).toMatchObject({
        status: 'gold',
        computed: 'bronze',
        override: { ...FLOOR, reason: REASON, actor: 'ada' },
        overrideRevision: 1,
      });
      const shown = await readMember(house, anna);
      expect(shown.kind === 'found' && shown.statuses[0]).toMatchObject({
        status: 'gold',
        computed: 'bronze',
      });
      expect(await counted()).toBe(1);
      const held = await house.history.entriesOf(anna, asDay(0), asDay(100_000));
      expect(held).toMatchObject([
        {
          source: anna,
          id: 'level',
          body: { kind: 'override', told: { override: FLOOR, actor: 'ada', revision: 0 } },
        },
      ]);
      expect(await booksSay()).toBe('agrees');
      expect(await acts()).toMatchObject([
        {
          action: 'override.set',
          actor: ADA,
          subject: { kind: 'member', id: anna },
          reason: REASON,
          self: 'not-checkable',
          changes: [{ what: 'level', before: 'bronze', after: 'gold; floor gold' }],
        },
      ]);
      const [fact] = await house.facts.factsOf(anna, null, 1);
      expect(fact).toMatchObject({
        kind: 'status-changed',
        from: 'bronze',
        to: 'gold',
        why: { kind: 'override' },
      });
      expect(JSON.stringify(fact)).not.toContain(REASON);
    });

    test('a receipt between reading and writing spoils nothing', async () => {
      await scoreReceipt(house, requestOf({ memberId: anna }));
      expect(await put()).toMatchObject({ status: 'gold' });
      await scoreReceipt(house, requestOf({ memberId: anna, receiptId: 'receipt-2' }));
      expect(await put({ revision: 1, override: { ...FLOOR, status: 'silver' } })).toMatchObject({
        status: 'silver',
      });
      expect(await booksSay()).toBe('agrees');
    });

    test('whoever has not seen what is there writes nothing', async () => {
      await put();
      const before = (await house.members.read(anna))?.member;
      expect(await put({ override: { ...FLOOR, status: 'silver' } })).toBe('precondition-failed');
      expect(await put({ revision: 5 })).toBe('precondition-failed');
      expect(details).toEqual([
        'It has been written 1 times by now; read it again.',
        'It has been written 1 times only; read it again.',
      ]);
      expect((await house.members.read(anna))?.member).toEqual(before);
      expect(await acts()).toHaveLength(1);
    });

    test.each<[words: string, override: Asked['override']]>([
      ['a floor', FLOOR],
      ['a freeze', { mode: 'freeze', status: null, until: null }],
      ['a set', { mode: 'set', status: 'gold', until: null }],
      ['one with an end', { mode: 'ceiling', status: null, until: at('2024-07-01T00:00:00+03:00') }],
    ])('the same again is answered as it was, and written once: %s', async (_, override) => {
      const first = await put({ override });
      expect(await put({ override })).toEqual(first);
      expect(await counted()).toBe(1);
      expect(await acts()).toHaveLength(1);
    });

    test('the same again is answered with what is there now, though another has written since', async () => {
      await put();
      await put({ revision: 1, override: { ...FLOOR, status: 'silver' } });
      const now = { status: 'silver', override: { status: 'silver' }, overrideRevision: 2 };
      expect(await put()).toMatchObject(now);
      expect(await acts()).toHaveLength(2);
    });

    test('the same again is answered though what was put has had its end', async () => {
      const set = { mode: 'set', status: 'gold', until: null } as const;
      await put({ override: set });
      house.clock.instant = at('2024-07-02T00:00:00+03:00');
      const shown = { status: 'bronze', override: null, overrideRevision: 1 };
      expect(await put({ override: set })).toMatchObject(shown);
      expect(await put({ override: set, reason: 'Another.' })).toBe('precondition-failed');
      expect(await acts()).toHaveLength(1);
    });

    test.each<[words: string, change: Partial<Asked>]>([
      ['another mode', { override: { mode: 'set', status: 'gold', until: null } }],
      ['another status', { override: { ...FLOOR, status: 'silver' } }],
      ['another end', { override: { ...FLOOR, until: at('2024-07-01T00:00:00+03:00') } }],
      ['another reason', { reason: 'Something else.' }],
      ['another operator', { actor: { ...ADA, name: 'bob' } }],
      ['nothing', { override: null }],
    ])('but %s is no repetition', async (_, change) => {
      await put();
      expect(await put(change)).toBe('precondition-failed');
    });

    test('is taken off once, and what is computed shows', async () => {
      await put();
      house.clock.instant = at('2024-05-20T12:00:01+03:00');
      const off = { override: null, reason: 'Settled.', revision: 1 };
      expect(await put(off)).toMatchObject({ status: 'bronze', override: null, overrideRevision: 2 });
      expect(await put(off)).toMatchObject({ status: 'bronze', overrideRevision: 2 });
      expect(await put({ ...off, revision: 2 })).toBe('not-found');
      expect((await acts()).map(({ action }) => action)).toEqual(['override.removed', 'override.set']);
      expect(await booksSay()).toBe('agrees');
    });

    test('ends by itself while nobody comes, and its number goes on', async () => {
      await put({ override: { ...FLOOR, until: at('2024-06-10T00:00:00+03:00') } });
      house.clock.instant = at('2024-06-11T00:00:00+03:00');
      expect(await put({ override: FLOOR, revision: 0 })).toBe('precondition-failed');
      expect(await put({ override: FLOOR, revision: 1 })).toMatchObject({
        status: 'gold',
        overrideRevision: 2,
      });
      expect(await booksSay()).toBe('agrees');
    });
  });

  describe('nobody does it to themselves', () => {
    const login = { issuer: ADA.issuer, subject: ADA.subject };

    test('whose login is linked to the member is refused, and writes nothing', async () => {
      await house.logins.link(login, anna);
      expect(await put()).toBe('own-member');
      expect(await counted()).toBe(0);
      expect(await acts()).toEqual([]);
    });

    test('nor takes off what is over their own', async () => {
      await put();
      await house.logins.link(login, anna);
      expect(await put({ revision: 1, override: null })).toBe('own-member');
      expect(await acts()).toHaveLength(1);
    });

    test('who is another member is told to be so', async () => {
      await house.logins.link(login, 'somebody-else');
      await put();
      expect(await acts()).toMatchObject([{ self: 'other' }]);
    });
  });

  test.each<[code: string, change: Partial<Asked>]>([
    ['not-found', { memberId: 'nobody-there' }],
    ['unknown-system', { system: 'nothing' }],
    ['unknown-status', { override: { ...FLOOR, status: 'platinum' } }],
    ['override-impossible', { override: { ...FLOOR, status: null } }],
    ['not-found', { override: null }],
  ])('%s is refused and changes nothing', async (code, change) => {
    expect(await put(change)).toBe(code);
    expect(await counted()).toBe(0);
    expect(await acts()).toEqual([]);
  });

  test('a member who is always written by others is to be tried again', async () => {
    const busy = { ...house.ledger, commit: async () => ({ kind: 'contended' }) as const };
    const retries = () => ({ beforeRetry: async () => false });
    const asked = {
      memberId: anna,
      system: 'level',
      override: FLOOR,
      reason: REASON,
      revision: 0,
      actor: ADA,
    };
    const outcome = await overrideStatus({ ...house, ledger: busy, retries }, asked);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'try-again' });
  });
}
