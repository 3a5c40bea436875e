import * as z from 'zod';
import type { Program } from '#domain/program.ts';
import { storeId } from '../http/ids.ts';
import { programCase } from './program-case.ts';
import { civilDay, clockTime, currency, money, name, percentage, text, window, zone } from './words.ts';

/**
 * A program file's form, before `compile` asks whether it makes sense. The descriptions are what editors show, and what
 * findings give as advice.
 */

const literal = z.union([z.number(), money]).meta({
  description: 'A threshold: a whole number for a count, or money with its currency.',
  examples: ['10000 RUB', 5],
});

const counter = z
  .strictObject({
    title: text('What people call this counter.', 80).optional(),
    measure: z
      .enum(['sold-amount', 'paid-amount', 'purchases'])
      .describe(
        'What is counted: `sold-amount` (the lines after benefits), `paid-amount` (the payments) or `purchases` (receipts).',
      ),
  })
  .describe('A measured quantity of a member (L12).');

const status = z
  .strictObject({
    title: text('What people call this status.', 80).optional(),
    description: text('How one comes to this status, for people.').optional(),
    preferences: z
      .array(text('One line about what this status brings.', 200))
      .max(2)
      .optional()
      .describe('What this status brings, for people: at most two lines (L4).'),
  })
  .describe('A level of the status system. Lowest first: the place in the file is the weight.');

const ends = {
  from: literal.optional().describe('The row begins here, this value included.'),
  over: literal.optional().describe('The row begins just above this value (strict).'),
  upTo: literal.optional().describe('The row ends here, this value included.'),
  below: literal.optional().describe('The row ends just under this value (strict).'),
};

const tableRow = z
  .strictObject({
    ...ends,
    status: name.describe('The status that a value in this row earns.'),
  })
  .describe('A range of values and its status. Each end says `from` or `over`, `upTo` or `below` (D1, D2).');

const review = z
  .strictObject({
    every: z
      .enum(['day', 'week', 'month', 'quarter', 'half-year', 'year'])
      .describe('The period at whose turn the status is judged.'),
    counter: name.describe('The counter that decides: one of `counters`.'),
    window: window.describe(
      'Over which days the counter is summed, seen from the last day of the period (I22, D4, D5).',
    ),
    table: z.array(tableRow).min(1).max(50).describe('Which value earns which status.'),
    raise: z
      .enum(['at-turn', 'at-once'])
      .default('at-turn')
      .describe('When a higher status shows: in the next period, or as soon as it is earned (D31).'),
    lower: z
      .enum(['at-turn', 'never'])
      .default('at-turn')
      .describe('When a status that was not earned again is lost (L10).'),
  })
  .describe('The periodic review (L6, L13).');

const statusSystem = z
  .strictObject({
    title: text('What people call this status system.', 80).optional(),
    statuses: z.record(name, status).describe('The statuses, lowest first.'),
    review,
  })
  .describe('One ladder of statuses; a member has a place in each (L1, L16).');

const schedule = z
  .strictObject({
    from: civilDay.optional().describe('The first day.'),
    to: civilDay.optional().describe('The last day, itself included.'),
    weekdays: z
      .array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']))
      .optional()
      .describe('On these days of the week only.'),
    hours: z
      .strictObject({
        from: clockTime.describe('From this time on.'),
        to: clockTime.describe('Until just before this time; before `from`, it lies on the next day (D9).'),
      })
      .optional()
      .describe('Between these times of the local clock only.'),
  })
  .describe("When the receipt must have happened, in the program's zone (I31).");

const rule = z
  .strictObject({
    name: name.describe('Reasons, answers and reports call the rule by this name.'),
    explanation: text('Why this rule exists, for people.').optional(),
    active: z.boolean().optional().describe('`false` switches the rule off (I9). Left out: it is on.'),
    on: z
      .array(z.enum(['sale']))
      .min(1)
      .describe('On which commands the rule is looked at.'),
    when: z
      .strictObject({
        status: z
          .record(name, z.array(name).describe('The statuses with which the rule runs.'))
          .optional()
          .describe('Status system → the statuses with which the rule runs (L17).'),
        stores: z
          .array(storeId)
          .optional()
          .describe('The points of sale where the rule runs. Left out: all of them (I10).'),
        currency: currency.optional().describe('The rule runs on receipts of this currency (I8).'),
        schedule: schedule.optional(),
      })
      .optional()
      .describe('The conditions; all of them must hold. Left out: always.'),
    measure: z
      .strictObject({
        counter: name.describe('One of `counters`.'),
        window: window.describe("Over which days it is summed, seen from the receipt's day (I22, D4, D5)."),
      })
      .optional()
      .describe('What decides about the row of the table, as it stood before the receipt.'),
    table: z
      .array(
        z
          .strictObject({ ...ends, discount: percentage.describe('A percentage of the whole receipt.') })
          .describe('A range of measured values and its discount.'),
      )
      .min(1)
      .max(50)
      .optional()
      .describe('Which measured value gives which discount (Y2, Y3, Y5); a value in no row gives none.'),
    then: z
      .strictObject({ discount: percentage.describe('A percentage of the whole receipt (L18).') })
      .optional()
      .describe('What the rule does, if it has no table.'),
  })
  .describe('on · when · measure · table · then: the one form of rule.');

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
    rules: z.array(rule).default([]).describe('What happens at the till.'),
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
  const { weekStartsOn, counters, statusSystems, rules } = file;
  const program = { name: programName, zone: programZone, currency, closingDelayHours, maxReceiptAgeDays };
  // zod types an optional field as possibly undefined; a parsed file never holds such a value.
  return { ...program, weekStartsOn, counters, statusSystems, rules } as Program;
}

/** The form as a JSON Schema (draft 2020-12), for editors and for the advice of findings. */
export function programJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(programFile, { io: 'input', reused: 'inline' }), title: 'Laurel program' };
}
