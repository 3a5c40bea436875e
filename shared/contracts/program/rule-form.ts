import * as z from 'zod';
import { storeId } from '../http/ids.ts';
import { ends, measureFilters, measureName, whenChanged } from './measure-form.ts';
import { civilDay, clawback, clockTime, currency, name, percentage, text, was, window } from './words.ts';

/** The one form of rule: on · when · measure · table · then. */

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

const attributeValue = z.union([z.string(), z.number(), z.boolean()]);

const attributeCondition = z
  .union([attributeValue, z.array(attributeValue)])
  .describe('A value, or a list of values of which one must be the attribute’s.');

const ruleWindow = window.describe(
  "Over which days it is summed, seen from the receipt's day (I22, D4, D5); `this-receipt`: the receipt alone.",
);

const including = z
  .literal('this-receipt', 'is `this-receipt`, or left out')
  .optional()
  .describe(
    'A discount looks at it as the receipt leaves it, before benefits (D84). Left out: as it was before the receipt.',
  );

const counterLook = { counter: name.describe('One of `counters`.'), window: ruleWindow, including };

const ruleMeasure = z.union([
  z.strictObject(counterLook),
  z.strictObject({
    of: measureName.describe('A measure of the rule’s own, instead of a counter.'),
    ...measureFilters,
    ...whenChanged,
    window: ruleWindow,
    including,
  }),
]);

const effects = {
  discount: percentage.optional().describe('A percentage of the whole receipt; the largest wins (L18, Y24).'),
  memberDiscount: z
    .union([percentage, z.literal('none')])
    .optional()
    .describe(
      'A discount that stays with the member and competes on every later receipt (Y2–Y5, D45). Of several given at once the largest counts; `none` takes all off (Y6).',
    ),
  status: z
    .record(name, name.nullable())
    .optional()
    .describe(
      'Status system → the status that is given (I21, L22); `null`: the one that is held is taken off (Y9, D99).',
    ),
  until: z
    .string()
    .max(40)
    .optional()
    .meta({
      description:
        "How long the status holds, or stays off, or the member's discount holds: `end-of-month` or `end-of-next-month` and the like, `end-of-period`, the last day, a moment with its offset, or a time (D9). Left out: until the next review, or for good where there is none.",
      examples: ['end-of-month', 'end-of-next-month', '2026-12-31', '2026-12-31T18:00:00+03:00', 'P30D'],
    }),
  addCategories: z.array(name).min(1).max(20).optional().describe('Categories that are added (Y10, Y11).'),
  removeCategories: z
    .array(name)
    .min(1)
    .max(20)
    .optional()
    .describe('Categories that are removed, after all adding (Y14, D14).'),
  message: text(
    'A line on the receipt (L20, L27). In braces: `{status.SYSTEM}`, `{next.SYSTEM}`, `{missing.SYSTEM}`, `{until.SYSTEM}`, `{discount}`, `{sold}`, `{paid}`, `{store}`, `{memberDiscount}`, `{value}`.',
    200,
  ).optional(),
};

export const rule = z
  .strictObject({
    name: name.describe('Reasons, answers and reports call the rule by this name.'),
    was,
    title: text('What people call the rule. Left out: its name (I35).').optional(),
    explanation: text('Why this rule exists, for people.').optional(),
    active: z.boolean().optional().describe('`false` switches the rule off (I9). Left out: it is on.'),
    on: z
      .array(z.enum(['sale', 'payment', 'visit-came', 'visit-no-show', 'activity']))
      .min(1)
      .describe(
        'On which commands the rule is looked at: a receipt, a later payment of a bill (D15, D43), a visit that came or did not (D44, Y13), an activity (D46). A return wakes no rule.',
      ),
    priority: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe('A lower number comes first (I34); left out: 100. Equal ones go by the file (D23).'),
    combine: z
      .boolean()
      .optional()
      .describe('`false`: once this rule has run, no later one does (I33, D24). Left out: they do.'),
    transition: z
      .enum(['any', 'up', 'down'])
      .optional()
      .describe('In which direction the rule may move a status (I11, D7). Left out: in any.'),
    clawback: clawback.describe(
      "What becomes of the categories and members' discounts that the rule gave on a receipt when its goods come back: they are kept, or they go at once if it would not give them by what is left (D94). Left out: `none`. Of a status its system says it.",
    ),
    when: z
      .strictObject({
        status: z
          .record(
            name,
            z.array(name.nullable()).describe('The statuses with which the rule runs; `null`: with none.'),
          )
          .optional()
          .describe('Status system → the statuses with which the rule runs (L17, I20).'),
        member: z
          .literal(true, 'is `true`, or left out: a rule for nobody alone there is not')
          .optional()
          .describe('Members only. Left out: everybody, where no other condition asks for a member (D101).'),
        categories: z.array(name).optional().describe('The member has at least one of these (I20).'),
        notCategories: z.array(name).optional().describe('The member has none of these.'),
        attributes: z
          .record(z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, 'is no name'), attributeCondition)
          .optional()
          .describe('Attribute of the member → the value, or one of the values, that it must have.'),
        changed: z
          .array(name)
          .optional()
          .describe("The receipt has changed the member's status in one of these systems (L20)."),
        stores: z
          .array(storeId)
          .optional()
          .describe('The points of sale where the rule runs. Left out: all of them (I10).'),
        currency: currency.optional().describe('The rule runs on receipts of this currency (I8).'),
        schedule: schedule.optional(),
        measured: z
          .array(z.strictObject({ ...counterLook, ...ends }))
          .max(10)
          .optional()
          .describe('Counters that must all lie in their ranges: 300 EUR and five visits.'),
      })
      .optional()
      .describe('The conditions; all of them must hold. Left out: always.'),
    measure: ruleMeasure
      .optional()
      .describe(
        'What decides about the row of the table: before the receipt for a discount, with it for the rest (D23).',
      ),
    table: z
      .array(
        z
          .strictObject({
            ...ends,
            ...effects,
            transition: z
              .enum(['any', 'up', 'down'])
              .optional()
              .describe('In which direction this row may move a status. Left out: as the rule says.'),
          })
          .describe('A range of measured values and what it brings.'),
      )
      .min(1)
      .max(50)
      .optional()
      .describe('Which measured value brings what (I23, Y2, Y3, Y5); a value in no row brings nothing.'),
    then: z.strictObject(effects).optional().describe('What the rule does, if it has no table.'),
  })
  .describe('on · when · measure · table · then: the one form of rule.');
