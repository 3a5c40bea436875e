import * as z from 'zod';
import { storeId } from '../http/ids.ts';
import { money, name, percentage, text } from './words.ts';

/** Cases: a member's story with the expectations along it. */

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/, 'is no moment')
  .meta({
    description:
      'A day (its first instant), or a day and a time; in the zone of the program unless it ends in an offset.',
    examples: ['2024-03-01', '2024-03-31 23:59:59', '2024-03-31T20:59:59Z'],
  });

/** Free text, or several (D90). */
const requirement = z.union([
  text('What the case proves.', 200),
  z.array(text('What the case proves.', 200)).min(1).max(50),
]);

const amount = money.describe('Money, such as `10000 RUB`.');

const line = z.strictObject({
  sku: z.string().min(1).max(64).optional().describe('Left out: `goods-1`, `goods-2` …'),
  externalCode: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('A second code of the article; left out: as the catalogue says (I26).'),
  quantity: z.number().min(0).optional().describe('At most three decimals; left out: 1.'),
  amount: amount.describe('What the whole line costs before benefits.'),
  categories: z
    .array(z.string().min(1).max(100))
    .max(20)
    .optional()
    .describe('What the goods belong to, as the till says; left out: as the catalogue says.'),
});

const receiptName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/, 'is no name of a receipt');

const receipt = z
  .strictObject({
    id: receiptName.optional().describe('A name for it: returns and payments below say whose they are.'),
    lines: z.array(line).max(500).describe('The goods.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .describe('Needed only where there are no lines; else the currency of the lines.'),
    paid: amount.optional().describe('What was really paid; left out: everything that was sold (D22).'),
  })
  .describe('A receipt with several lines, or partly paid.');

const visitStatus = z
  .enum(['booked', 'came', 'no-show', 'cancelled'])
  .describe('What became of it: `booked`, `came`, `no-show` or `cancelled`.');

const visit = z
  .strictObject({
    id: receiptName.describe('A name for it: later steps tell it anew, or pay it.'),
    status: visitStatus.optional().describe('Left out: as it was, at first `came`.'),
    starts: moment
      .optional()
      .describe('When it begins; left out: as it was, at first when the step happens.'),
    amount: amount.optional().describe('What is charged; left out: as it was, at first nothing.'),
    paid: amount.optional().describe('What is paid with it; left out: as it was, at first what is charged.'),
  })
  .describe('A visit as it is since this step: what is left out stays as the step before told it (D44).');

const returned = z
  .strictObject({
    of: receiptName.describe('The `id` of a receipt above.'),
    all: z.literal(true).optional().describe('All that is left of it comes back.'),
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(0).describe('Its place in the receipt; the first is 0.'),
          quantity: z.number().min(0).describe('At most three decimals.'),
        }),
      )
      .min(1)
      .max(500)
      .optional()
      .describe('Goods that come back.'),
    amount: amount.optional().describe('Money that goes back without goods.'),
    refunded: amount
      .optional()
      .describe('What was really handed back; left out: its share of what was paid.'),
  })
  .refine(
    ({ all, lines, amount: money }) => [all, lines, money].filter((word) => word !== undefined).length === 1,
    {
      message: '`return` says none, or more than one, of `all`, `lines` and `amount`.',
      params: {
        advice: 'Write one of them: `all: true`, `lines: [{ line: 0, quantity: 1 }]` or `amount: 10 RUB`.',
      },
    },
  )
  .describe('Goods or money of a receipt above go back (D39).');

const override = z
  .strictObject({
    system: name.describe('The status system.'),
    mode: z
      .enum(['set', 'floor', 'ceiling', 'freeze'])
      .optional()
      .describe(
        '`set` shows a status, `floor` none below it, `ceiling` none above it, `freeze` the one held then.',
      ),
    status: name
      .nullable()
      .optional()
      .describe('Name of the status; null: none of them. A freeze names none.'),
    until: moment
      .optional()
      .describe('When it ends; left out: a set at the next review, the others when they are taken off.'),
    remove: z.literal(true).optional().describe('What is there is taken off.'),
  })
  .refine(({ mode, remove }) => (mode === undefined) === (remove === true), {
    message: 'The override says either a `mode` or `remove: true`.',
  })
  .refine(({ mode, status }) => (status === undefined) === (mode === undefined || mode === 'freeze'), {
    message: 'A freeze names no `status`; the other modes name one, or null.',
  })
  .describe('An operator puts something over a status, or takes it off (L24, D59).');

const payment = z
  .strictObject({
    of: receiptName.describe('The `id` of a receipt or a visit above.'),
    amount: amount.describe('What is paid.'),
  })
  .describe('A payment of a receipt or a visit above (D43).');

const bySystem = <Value extends z.ZodType>(value: Value, description: string) =>
  z.record(name, value).optional().describe(`Status system → ${description}`);

const quantity = z.union([z.number(), money]).describe('Money, or a number for a count or a quantity.');

const expectation = z
  .strictObject({
    status: bySystem(name.nullable(), 'the status held; `null`: none.'),
    since: bySystem(moment, 'since when it is held.'),
    until: bySystem(moment.nullable(), 'when it ends by itself; `null`: it does not.'),
    progress: bySystem(quantity, 'what the running period has counted.'),
    missing: bySystem(
      quantity.nullable(),
      'the least further amount to the next status (D34); `null`: there is no next.',
    ),
    keep: bySystem(
      quantity.nullable(),
      'the least further amount to keep the present status; 0: it is safe.',
    ),
    forNextPeriod: bySystem(name.nullable(), 'what the coming review would leave if nothing more came.'),
    discount: amount.optional().describe('The discount of this step’s receipt.'),
    sold: amount
      .optional()
      .describe('What this step’s receipt sold: its lines after benefits (D22); what its visit charges.'),
    paid: amount
      .optional()
      .describe(
        'What was paid for this step’s receipt; after a payment: for the receipt in all, less what was refunded.',
      ),
    takenBack: amount.optional().describe('What this step’s return took back of what was sold.'),
    refunded: amount.optional().describe('What goes back of what was paid (D40).'),
    lineDiscounts: z.array(amount).optional().describe('The discount of each line (D36).'),
    disposition: z
      .enum(['scored', 'too-old'])
      .optional()
      .describe('How this step’s receipt was taken (D28).'),
    memberDiscount: percentage
      .nullable()
      .optional()
      .describe('The discount that stays with the member, as it shows now (D45); `null`: none.'),
    categories: z.array(name).optional().describe('The categories the member has now; `[]`: none.'),
    messages: z.array(z.string()).optional().describe('What is printed on this step’s receipt.'),
    facts: z
      .array(
        z
          .string()
          .regex(
            /^([a-z0-9-]+: [a-z0-9-]+ → [a-z0-9-]+|memberDiscount: [a-z0-9.%]+ → [a-z0-9.%]+|[+-][a-z][a-z0-9-]*)$/,
            'is no change of a member',
          ),
      )
      .optional()
      .describe(
        'The changes that this step wrote down, such as `level: bronze → silver`, `+parents` or `memberDiscount: none → 5%`; `[]`: none.',
      ),
  })
  .describe('What must hold right after this step.');

const step = z
  .strictObject({
    at: moment.describe(
      'When it happens, and when it is looked at. Steps stand in the order in which Laurel hears of them.',
    ),
    arrives: moment.optional().describe('When the receipt arrives, if later than it happened (D17).'),
    receipt: z
      .union([money, receipt])
      .optional()
      .describe('A receipt: its amount, or lines. Left out: only time passes.'),
    return: returned.optional(),
    payment: payment.optional(),
    visit: z
      .union([money, visit])
      .optional()
      .describe('A visit: what is charged for one that came, or all of it (D44).'),
    activity: name.optional().describe('Something else that the member does: one of `activities` (D46).'),
    override: override.optional(),
    store: storeId.optional().describe('The point of sale; left out: one that no rule names.'),
    times: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe(
        'The receipt, the visit or the activity comes so many times, a second apart; what is expected holds after the last.',
      ),
    expect: expectation.optional(),
  })
  .refine(
    (written) =>
      [
        written.receipt,
        written.return,
        written.payment,
        written.visit,
        written.activity,
        written.override,
      ].filter((word) => word !== undefined).length <= 1,
    {
      message:
        'The step says more than one of `receipt`, `return`, `payment`, `visit`, `activity` and `override`.',
      params: { advice: 'Write a step for each, one below the other.' },
    },
  )
  .describe('A receipt, or time that passes, and what must hold afterwards.');

export const programCase = z
  .strictObject({
    name: text('What the case shows, in a sentence.', 160),
    requirement: requirement.optional().meta({
      description:
        'What it proves, in your own words: ids, a ticket, a sentence, or a list of them (D90). It is shown with the case.',
      examples: ['The board, 12 May', 'L2'],
    }),
    enrolled: moment.optional().describe('When the member joins; left out: with the first step.'),
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .describe('What the rules may ask of the member.'),
    steps: z.array(step).min(1).max(500).describe('What happens, in order.'),
  })
  .describe('An example that the program must fulfil.');

export type ProgramCase = z.output<typeof programCase>;
export type CaseStep = ProgramCase['steps'][number];
export type CaseExpectation = NonNullable<CaseStep['expect']>;
