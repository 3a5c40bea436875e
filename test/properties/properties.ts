import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Member } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import { differencesOf, rebuild } from '#domain/rebuild.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { view } from '#domain/showing/view.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { windowNames } from '#domain/time/window.ts';
import { entryItem, entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { anyAttributes, anyProgram, anyStory } from './generated-programs.ts';
import { covers, NaiveMember } from './naive-interpreter.ts';

import { BEGINNING, enrolled, entriesOf, freeze, live, programsOf, secondFrom, shownBy } from './stories.ts';

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
    anyStory,
    (program, story) => {
      const programs = programsOf(freeze(program));
      let member = freeze(enrolled(programs));
      let at = BEGINNING;
      for (const [index, { minutesLater, ...bought }] of story.entries()) {
        at += minutesLater * 60_000;
        const sale = freeze<Sale>({
          kind: 'sale',
          receiptId: `r${index}`,
          occurredAt: asEpochMs(at),
          promised: null,
          ...bought,
        });
        const moment = programs.at(asEpochMs(at));
        const decided = decide(moment, member, sale, freeze(new Map([['car', true]])));
        if (decided.kind === 'refused') throw new Error(decided.detail);
        member = freeze(decided.member);
        view(moment, member);
        const question = askAbout(programs.at(asEpochMs(at + 1)), member, 'class');
        if (question !== null) explain(question, []);
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
      const last = asEpochMs(Math.max(BEGINNING, ...told.map(({ sale }) => sale.occurredAt)) + 1);
      const arriving = (sales: readonly Sale[]) => {
        let member = enrolled(programs);
        for (const sale of sales) {
          const decided = decide(programs.at(last), member, sale);
          if (decided.kind === 'refused') throw new Error(decided.detail);
          ({ member } = decided);
        }
        return member.counters;
      };
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
    anyProgram,
    anyProgram,
    anyStory,
    (first, second, story) => {
      const half = asEpochMs(
        BEGINNING +
          story.slice(0, story.length / 2).reduce((sum, { minutesLater }) => sum + minutesLater * 60_000, 0),
      );
      const told = live(secondFrom(first, second, half), story, new Map());
      for (const { after } of told) {
        assert.deepStrictEqual(memberOfItem(stateItem(after, after.version)), after);
      }
      for (const entry of entriesOf(told)) assert.deepStrictEqual(entryOfItem(entryItem(entry)), entry);
    },
  ),
  'a state that is made anew from its entries is the state, across a change of versions': fc.property(
    anyProgram,
    anyProgram,
    anyStory,
    anyAttributes,
    fc.integer({ min: 0, max: 100 * 24 * 60 }),
    (first, second, story, attributes, minutesLater) => {
      const profile = { version: 1, attributes: new Map(Object.entries(attributes)) };
      const half = asEpochMs(
        BEGINNING +
          story.slice(0, story.length / 2).reduce((sum, each) => sum + each.minutesLater * 60_000, 0),
      );
      const programs = secondFrom(first, second, half);
      const told = live(programs, story, profile.attributes);
      const last = told.at(-1);
      if (last === undefined) return;
      const now = asEpochMs(last.sale.occurredAt + minutesLater * 60_000);
      const kept = decide(programs.at(now), last.after, { kind: 'time-passing' });
      if (kept.kind === 'refused') throw new Error(kept.detail);
      const who = { id: 'm', enrolledAt: asEpochMs(BEGINNING), profile };
      // In any order: a rebuild finds entries by the day on which they count.
      const made = rebuild(programs, who, [...entriesOf(told)].reverse(), now);
      assert.deepStrictEqual(made === null ? ['all'] : differencesOf(kept.member, made), []);
    },
  ),
};
