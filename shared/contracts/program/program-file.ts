import * as z from 'zod';
import type { Program } from '#domain/program/program.ts';
import { ends, measureFilters, measureName, whenChanged } from './measure-form.ts';
import { programCase } from './program-case.ts';
import { rule } from './rule-form.ts';
import { clawback, currency, duration, name, text, was, window, zone } from './words.ts';

/**
 * A program file's form, before `compile` asks whether it makes sense. The descriptions are what editors show, and what
 * findings give as advice.
 */

const counter = z
  .strictObject({
    title: text('What people call this counter.', 80).optional(),
    was,
    measure: measureName,
    ...measureFilters,
    ...whenChanged,
  })
  .describe('A measured quantity of a member (L12).');

const status = z
  .strictObject({
    title: text('What people call this status.', 80).optional(),
    was,
    description: text('How one comes to this status, for people.').optional(),
    preferences: z
      .array(text('One line about what this status brings.', 200))
      .max(2)
      .optional()
      .describe('What this status brings, for people: at most two lines (L4).'),
    weight: z
      .int()
      .min(0)
      .max(1000)
      .optional()
      .describe(
        'For "only higher" and "only lower"; left out: the place in the file. Two may be equal (I11, D7).',
      ),
    lifetime: z
      .boolean()
      .optional()
      .describe('`true`: once reached, no review lowers a member below it (D18).'),
  })
  .describe('A level of the status system. Lowest first: the place in the file is the weight.');

const reviewedCounter = {
  counter: name.describe('One of `counters`.'),
  window: window.describe('Over which days it is summed, seen from the last day of the period.'),
};

const tableRow = z
  .strictObject({
    ...ends,
    status: name.describe('The status that a value in this row earns.'),
    keep: z
      .strictObject({ from: ends.from, over: ends.over })
      .optional()
      .describe('The lower threshold from which on who has the status keeps it (D18).'),
    when: z
      .strictObject({
        measured: z
          .array(z.strictObject({ ...reviewedCounter, ...ends }))
          .max(10)
          .describe('Counters that must all lie in their ranges.'),
      })
      .optional()
      .describe(
        'Further counters that must all lie in their ranges: 300 EUR and five visits. Where they do not, the next lower row counts.',
      ),
  })
  .describe('A range of values and its status. Each end says `from` or `over`, `upTo` or `below` (D1, D2).');

const review = z
  .strictObject({
    every: z
      .enum(['day', 'week', 'month', 'quarter', 'half-year', 'year', 'never'])
      .describe(
        'The period at whose turn the status is judged; `never`: there is no turn, and every entry is looked at (D87).',
      ),
    counter: name.describe('The counter that decides: one of `counters`.'),
    window: window.describe(
      'Over which days the counter is summed, seen from the last day of the period (I22, D4, D5).',
    ),
    table: z.array(tableRow).min(1).max(50).describe('Which value earns which status.'),
    raise: z
      .enum(['at-turn', 'at-once'])
      .optional()
      .describe(
        'When a higher status shows: in the next period, or as soon as it is earned (D31). Left out: `at-turn`, where there is one.',
      ),
    lower: z
      .enum(['to-earned', 'one-step', 'never', 'at-once'])
      .optional()
      .describe(
        'What happens at the turn to a status that was not earned again: it falls to what was earned, or one step, or stays (L10, D18); without turns it stays, or `at-once` follows its value (D87). Left out: `to-earned`, without turns `never`.',
      ),
    grace: duration
      .optional()
      .describe('A missed status lasts that much longer, and goes then unless it was earned again (D18).'),
    minimumStay: duration.optional().describe('A status is not lowered before it was held so long (D18).'),
    late: z
      .enum(['upgrade-only', 'record-only', 'current-period'])
      .optional()
      .describe(
        'What an entry does that comes when the closing delay of its period has passed: it can only raise, it moves no closed period, or it counts in the period in which it arrives (D17, D96). Left out: `upgrade-only`.',
      ),
  })
  .describe('The periodic review (L6, L13).');

const statusSystem = z
  .strictObject({
    title: text('What people call this status system.', 80).optional(),
    was,
    dropped: z
      .array(
        z.union([
          name,
          z.strictObject({
            status: name.describe('The status that is gone.'),
            to: name.optional().describe('What who has it becomes.'),
          }),
        ]),
      )
      .max(50)
      .optional()
      .describe(
        'Statuses that are gone on purpose, and what who has them becomes; without `to`: the next lower one that is still there (D81).',
      ),
    statuses: z.record(name, status).describe('The statuses, lowest first.'),
    review: review.optional().describe('The periodic review. Left out: only rules give these statuses.'),
    initial: name.optional().describe('The status of a new member where there is no review; left out: none.'),
    clawback: clawback.describe(
      'What becomes of a status when the goods come back that it rests on: it is kept, it is judged again at the next turn, or at once (D16, D94). Left out: `none`. Until the closing delay has passed, a period is reviewed both ways whatever this says (D21).',
    ),
  })
  .describe('One ladder of statuses; a member has a place in each (L1, L16).');

const dropped = (what: string) =>
  z.array(name).max(1000).optional().describe(`${what} that are gone on purpose.`);

export const programFile = z
  .strictObject({
    name: name.describe('The name of the program.'),
    title: text('What people call the program.', 80).optional(),
    description: text('What the program is for, and where it comes from.', 2000).optional(),
    zone,
    currency: currency.describe(
      'ISO 4217 code; receipts of other currencies do not count for money measures (D20).',
    ),
    closingDelayHours: z
      .int()
      .min(0)
      .max(720)
      .default(48)
      .describe('How long after its end a period is reviewed again both ways (D17, D21).'),
    maxReceiptAgeDays: z
      .int()
      .min(1)
      .max(3660)
      .default(400)
      .describe('Older receipts are stored and not counted (D28).'),
    weekStartsOn: z.enum(['monday', 'sunday']).default('monday').describe('The first day of a week.'),
    counters: z.record(name, counter).describe('What is measured of each member.'),
    statusSystems: z.record(name, statusSystem).describe('The ladders; a member has a place in each.'),
    categories: z
      .record(
        name,
        z
          .strictObject({
            title: text('What people call this category.', 80).optional(),
            was,
            description: text('Who belongs to it, for people.').optional(),
          })
          .describe('A label for members.'),
      )
      .optional()
      .describe('Labels; a member may have any number of them (D8, I36).'),
    activities: z
      .record(
        name,
        z
          .strictObject({
            title: text('What people call it.', 80).optional(),
            description: text('What a member does, for people.').optional(),
            counts: z
              .enum(['enrolment', 'first-purchase'])
              .optional()
              .describe(
                'Of `referral`, which Laurel tells itself: when a friend who was invited counts (L23). Left out: `enrolment`.',
              ),
            returnWithin: duration
              .optional()
              .describe(
                'With `first-purchase`: it is taken back if within this time nothing is left of what the friend bought. Left out: `P14D` (D46).',
              ),
          })
          .describe('Something that members do beside buying.'),
      )
      .optional()
      .describe('What other systems may tell of members, each counted by `measure: activity` (L12, D46).'),
    catalogue: z
      .strictObject({
        file: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.csv(\.gz)?$/, 'is no file beside this one')
          .optional()
          .describe(
            'A CSV file beside this one (may be packed: `.csv.gz`), with the columns `sku,category,above,externalCode`; the last two may be left out.',
          ),
        parents: z
          .record(z.string().min(1).max(100), z.string().min(1).max(100))
          .optional()
          .describe('Category of goods → the category above it.'),
        goods: z
          .record(z.string().min(1).max(64), z.array(z.string().min(1).max(100)).max(20))
          .optional()
          .describe('Article code → its categories.'),
        externalCodes: z
          .record(z.string().min(1).max(64), z.string().min(1).max(64))
          .optional()
          .describe('Article code → its second code (I26).'),
      })
      .optional()
      .describe('What goods belong to; a line of a receipt may say so itself (D12).'),
    rules: z.array(rule).default([]).describe('What happens at the till.'),
    dropped: z
      .strictObject({
        counters: dropped('Counters'),
        statusSystems: dropped('Status systems'),
        categories: dropped('Categories'),
        rules: dropped('Rules that gave statuses or categories'),
      })
      .optional()
      .describe('What versions before had and this one has not, on purpose (D81).'),
    cases: z
      .array(programCase)
      .max(1000)
      .optional()
      .describe('Examples that the program must fulfil: `laurel test` runs them.'),
  })
  .describe('A Laurel program.');

export type ProgramFile = z.output<typeof programFile>;

/** The domain's part of a program file: what is activated and decides; texts and cases stay in the file. */
export function programOf(file: ProgramFile): Program {
  const { name: programName, zone: programZone, currency, closingDelayHours, maxReceiptAgeDays } = file;
  const { weekStartsOn, counters, statusSystems, categories, activities, rules, dropped: gone } = file;
  const { file: _, ...catalogue } = file.catalogue ?? {};
  const program = { name: programName, zone: programZone, currency, closingDelayHours, maxReceiptAgeDays };
  // zod types an optional field as possibly undefined; a parsed file never holds such a value.
  return {
    ...program,
    weekStartsOn,
    counters,
    statusSystems,
    ...(categories === undefined ? {} : { categories }),
    ...(activities === undefined ? {} : { activities }),
    ...(file.catalogue === undefined ? {} : { catalogue }),
    rules,
    ...(gone === undefined ? {} : { dropped: gone }),
  } as Program;
}

/** The form as a JSON Schema (draft 2020-12), for editors and for the advice of findings. */
export function programJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(programFile, { io: 'input', reused: 'inline' }), title: 'Laurel program' };
}
