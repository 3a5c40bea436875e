import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Sale } from '#domain/member/commands.ts';
import type { Member } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import { differencesOf } from '#domain/rebuild.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { windowNames } from '#domain/time/window.ts';
import { entryItem, entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { anyAttributes, anyLateStory, anyProgram, anyStory, type Bought } from './generated-programs.ts';
import { covers, NaiveMember } from './naive-interpreter.ts';
import { reviewProperties } from './review-properties.ts';
import {
  BEGINNING,
  decided,
  enrolled,
  entriesOf,
  explained,
  freeze,
  keepingAll,
  live,
  programsOf,
  remade,
  salesOf,
  seen,
  shownBy,
  timelineOf,
} from './stories.ts';

/** Zones with half hours, a lost midnight, a repeated one, a 30-minute summer, and both ends of the day. */
const ZONES = [
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Moscow',
];

const anyWindow = fc.oneof(
  fc.constantFrom(...windowNames.filter((name) => name !== 'this-receipt')),
  fc.integer({ min: 1, max: 400 }).map((days) => `P${days}D`),
  fc.integer({ min: 1, max: 14 }).map((months) => `P${months}M`),
);

/** A rule that says what it measures, and nothing else. */
const measuring = (window: string): Program => ({
  name: 'measuring',
  zone: 'UTC',
  currency: 'USD',
  closingDelayHours: 48,
  maxReceiptAgeDays: 800,
  counters: { sold: { measure: 'sold-amount' } },
  statusSystems: { class: { statuses: { one: {} } } },
  rules: [
    {
      name: 'measures',
      on: ['sale'],
      measure: { counter: 'sold', window },
      table: [{ from: '0 USD', message: '{value}' }],
    },
  ],
});

/** The local day of an instant, by the platform's own calendar. */
const localDay = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return (at) => Math.floor(Date.parse(`${format.format(at)}T00:00:00Z`) / 86_400_000);
};

/** One to three programs, each in force for its share of a story. */
const anyPrograms = fc.array(anyProgram, { minLength: 1, maxLength: 3 });

function spread(sources: readonly Program[], story: readonly Bought[]) {
  const end = salesOf(story).at(-1)?.now ?? BEGINNING;
  const share = (end - BEGINNING) / sources.length;
  return timelineOf(
    sources.map((source, index) => ({
      from: index === 0 ? 0 : Math.round(BEGINNING + index * share) + index,
      source,
    })),
  );
}

/** Properties by name; each is checked a few hundred times with the tests, and as often as wanted by the command. */
export const properties = {
  'decide does what an interpreter of the words does': fc.property(
    anyProgram,
    anyStory,
    anyAttributes,
    (program, story, attributes) => {
      const told = live(programsOf(program), story, new Map(Object.entries(attributes)));
      const naive = new NaiveMember(program, attributes);
      for (const each of told) {
        const { occurredAt, ...sale } = each.sale;
        const wanted = naive.buy({ ...sale, minutesLater: 0, at: new Date(occurredAt) });
        const shown = shownBy(each);
        // A discount of no amount is told as none.
        const expected =
          wanted.lineDiscounts.every((amount) => amount === 0) && shown.discountPercent === 0
            ? { ...wanted, discountPercent: 0 }
            : wanted;
        if (JSON.stringify(shown) !== JSON.stringify(expected)) {
          throw new Error(
            `${each.sale.receiptId}: ${JSON.stringify(shown)}, the words say ${JSON.stringify(expected)}`,
          );
        }
      }
    },
  ),
  'a program that compiles never throws, and changes none of its arguments': fc.property(
    anyProgram,
    anyLateStory,
    (program, story) => {
      const programs = programsOf(freeze(program));
      let member = freeze(enrolled(programs));
      for (const { sale, now } of salesOf(story)) {
        member = freeze(
          decided(programs, member, freeze(sale), now, freeze(new Map([['car', true]]))).member,
        );
        seen(programs, member, now);
        for (const system of member.statuses.keys()) explained(programs, member, system, now + 1);
      }
    },
  ),
  'D30: counters do not depend on the order of arrival': fc.property(
    anyProgram,
    anyStory,
    fc.infiniteStream(fc.nat()),
    (program, story, chance) => {
      // Without discounts: what a discount takes off depends on what came before it.
      const programs = programsOf({
        ...program,
        rules: program.rules.filter(
          (rule) =>
            rule.then?.discount === undefined &&
            rule.table?.every(({ discount }) => discount === undefined) !== false,
        ),
      });
      const told = live(programs, story, new Map());
      const last = Math.max(BEGINNING, ...told.map(({ sale }) => sale.occurredAt)) + 1;
      const arriving = (sales: readonly Sale[]) =>
        sales.reduce((member, sale) => decided(programs, member, sale, last).member, enrolled(programs))
          .counters;
      const sales = told.map(({ sale }) => sale);
      const shuffled = sales
        .map((sale) => ({ sale, key: chance.next().value ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ sale }) => sale);
      const sorted = (counters: Member['counters']) =>
        JSON.stringify([
          counters.days,
          [...counters.sums].sort(([one], [other]) => (one < other ? -1 : 1)),
          [...counters.tallies]
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([id, { before, values }]) => [
              id,
              [...before].sort(),
              values.map((tally) => [...tally].sort()),
            ]),
        ]);
      if (sorted(arriving(sales)) !== sorted(arriving(shuffled)))
        throw new Error('another order, other counters');
    },
  ),
  'every window sums the days that its words say, in any zone': fc.property(
    fc.constantFrom(...ZONES),
    anyWindow,
    fc.array(fc.tuple(fc.integer({ min: 1, max: 60 * 24 * 45 }), fc.integer({ min: 0, max: 9_999 })), {
      minLength: 1,
      maxLength: 30,
    }),
    (zone, window, bought) => {
      const programs = programsOf({ ...measuring(window), zone });
      const story = bought.map(([minutesLater, amountMinor]) => ({
        minutesLater,
        storeId: 's',
        currency: 'USD',
        paidMinor: null,
        lines: [{ sku: 'a', quantityThousandths: 1000, amountMinor }],
      }));
      const dayOf = localDay(zone);
      const told = live(programs, story, new Map());
      for (const [index, { sale, answer }] of told.entries()) {
        const earlier = told.slice(0, index + 1);
        const today = dayOf(sale.occurredAt);
        const inside = earlier.filter((other) => covers(window, today, dayOf(other.sale.occurredAt)));
        const sum = inside.reduce((all, other) => all + (other.sale.lines[0]?.amountMinor ?? 0), 0);
        const said = answer.messages[0];
        if (said !== `${(sum / 100).toFixed(2)} USD`) {
          throw new Error(`${sale.receiptId}: ${window} in ${zone} measured ${said}, the days say ${sum}`);
        }
      }
    },
  ),
  'what is decided is stored and read back the same, whatever other versions counted': fc.property(
    anyPrograms,
    anyLateStory,
    (sources, story) => {
      const told = live(spread(sources, story), story, new Map());
      for (const { after } of told) {
        assert.deepStrictEqual(memberOfItem(stateItem(after, after.version)), after);
      }
      for (const entry of entriesOf(told)) assert.deepStrictEqual(entryOfItem(entryItem(entry)), entry);
    },
  ),
  'a receipt of long ago sees what it would see if no day were ever summed up (D88)': fc.property(
    anyProgram,
    anyLateStory,
    anyAttributes,
    (source, story, attributes) => {
      const programs = programsOf(source);
      const known = new Map(Object.entries(attributes));
      const told = live(programs, story, known);
      const wanted = live(keepingAll(programs), story, known);
      assert.deepStrictEqual(told.map(shownBy), wanted.map(shownBy));
      assert.deepStrictEqual(
        told.map(({ answer }) => answer.reasons),
        wanted.map(({ answer }) => answer.reasons),
      );
    },
  ),
  'a state that is made anew from its entries is the state, across changes of versions': fc.property(
    anyPrograms,
    anyLateStory,
    anyAttributes,
    fc.integer({ min: 0, max: 100 * 24 * 60 }),
    (sources, story, attributes, minutesLater) => {
      const profile = { version: 1, attributes: new Map(Object.entries(attributes)) };
      const programs = spread(sources, story);
      const told = live(programs, story, profile.attributes);
      const last = told.at(-1);
      if (last === undefined) return;
      const now = last.now + minutesLater * 60_000;
      const kept = decided(programs, last.after, { kind: 'time-passing' }, now);
      const who = { id: 'm', enrolledAt: asEpochMs(BEGINNING), profile };
      // In any order: a rebuild finds entries by the day on which they count.
      const made = remade(programs, who, [...entriesOf(told)].reverse(), now);
      assert.deepStrictEqual(made === null ? ['all'] : differencesOf(kept.member, made), []);
    },
  ),
  ...reviewProperties,
};
