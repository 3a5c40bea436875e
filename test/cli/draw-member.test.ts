import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { StatusView } from '#domain/showing/view.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { drawMember } from '../../cli/member/draw-member.ts';
import { drawStatus } from '../../cli/member/draw-status.ts';
import { plain } from '../../cli/terminal/colour.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

const compiled = compile(monthlyAmount());
if (!compiled.ok) throw new Error('does not compile');
const { program } = compiled;

const step = (status: string, title: string) => ({
  status,
  title,
  description: null,
  preferences: [],
  words: null,
  threshold: null,
});

// 2024-05-01 and 2024-06-01, counted from 1970-01-01.
const MAY = asDay(19_844);
const JUNE = asDay(19_875);

const level: StatusView = {
  system: 'level',
  title: 'Level',
  status: 'silver',
  step: step('silver', 'Silver'),
  since: at('2024-05-01T00:00:00+03:00'),
  until: null,
  why: { kind: 'review', period: { from: asDay(19_814), to: MAY }, value: 1_250_000, programVersion: 1 },
  earned: null,
  computed: 'silver',
  override: null,
  overrideRevision: 0,
  review: {
    period: { from: MAY, to: JUNE },
    reviewAt: at('2024-06-01T00:00:00+03:00'),
    counter: 'turnover',
    unit: 'money',
    currency: 'RUB',
    value: 500_000,
  },
  next: { status: 'gold', title: 'Gold', missing: 1_500_000 },
  keep: { missing: 500_001 },
  forNextPeriod: 'bronze',
  ladder: [step('bronze', 'Bronze'), step('silver', 'Silver'), step('gold', 'Gold')],
};

const head = {
  memberId: 'm1',
  at: at('2024-05-01T00:00:00+03:00'),
  recordedAt: asEpochMs(0),
  programVersion: 1,
};

test('a status with what an operator has put over it, and what goes on underneath', () => {
  const at5 = at('2024-05-05T12:00:00+03:00');
  const overridden: StatusView = {
    ...level,
    status: 'gold',
    step: step('gold', 'Gold'),
    since: at5,
    until: at('2024-05-20T00:00:00+03:00'),
    why: { kind: 'override', mode: 'floor', at: at5 },
    earned: 'silver',
    override: {
      mode: 'floor',
      status: 'gold',
      until: at('2024-05-20T00:00:00+03:00'),
      at: at5,
      reason: 'A complaint.',
      actor: 'ada',
    },
    overrideRevision: 1,
  };
  expect(drawStatus(overridden, 'Europe/Moscow', (_, text) => text).slice(0, 5)).toEqual([
    'Level  Bronze › Silver › [Gold]',
    '  status   Gold since 2024-05-05 until 2024-05-20 00:00, the least that an operator allows',
    '  override floor Gold until 2024-05-20 00:00, by ada on 2024-05-05: A complaint.',
    '  computed Silver, by the rules alone',
    '  then     Silver',
  ]);
});

describe('a member in the terminal', () => {
  test('status and why, how far the period has come, what is missing, what changed last', () => {
    const picture = drawMember(
      {
        member: {
          id: 'm1',
          enrolledAt: at('2024-03-14T18:20:00+03:00'),
          entries: { count: 12, digest: '' },
          categories: [{ name: 'parents', since: at('2024-04-02T12:00:00+03:00'), until: null }],
        },
        statuses: [level],
        discount: {
          basisPoints: 700,
          rule: 'by-visits',
          since: at('2024-04-02T12:00:00+03:00'),
          until: at('2024-07-01T00:00:00+03:00'),
          then: 500,
        },
        facts: [
          {
            ...head,
            seq: 2,
            kind: 'status-changed',
            system: 'level',
            from: 'bronze',
            to: 'silver',
            direction: 'raised',
            why: level.why,
            notifyFrom: head.at,
          },
          {
            ...head,
            seq: 1,
            kind: 'category-changed',
            category: 'parents',
            change: 'added',
            rule: 'buys-nappies',
            storeId: '292',
            receiptId: 'r-1',
          },
        ],
        contact: { name: 'Anna', phone: '+79161234567' },
        program,
        now: at('2024-05-11T09:05:00+03:00'),
      },
      plain,
    );
    // A quarter of the way to gold, 20,000 rubles: ten of forty.
    expect(picture).toBe(`m1  member since 2024-03-14, 12 entries in the books
as of 2024-05-11 09:05 Europe/Moscow
contact: Anna, +*********67

Level  Bronze › [Silver] › Gold
  status   Silver since 2024-05-01, by the review of 2024-04-01 to 2024-04-30, which saw 12500.00 RUB
  progress ▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 5000.00 RUB of turnover, 2024-05-01 to 2024-05-31
  next     Gold for 15000.00 RUB more
  keep     5000.01 RUB more
  review   2024-06-01 00:00: Bronze if nothing more comes

Own discount
  7% since 2024-04-02, until 2024-07-01 00:00, then 5%, by the rule by-visits

Labels
  parents since 2024-04-02

Last changes
  2024-05-01 00:00  ▲ Level: Bronze → Silver
  2024-05-01 00:00  + parents, by the rule buys-nappies`);
  });
});
