import type { Program } from '#domain/program/program.ts';

/** What a program of the simulation says: one ladder by what was bought in a month, and a discount for each step. */
export interface SimProgram {
  readonly zone: string;
  /** More than so many minor units. */
  readonly silverOver: number;
  readonly goldOver: number;
  /** Who buys more than this is bronze again: sales alone then move a review both ways. */
  readonly tooMuchOver: number;
  readonly percents: Readonly<Record<Step, number>>;
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'to-earned' | 'never';
  readonly delayHours: number;
  readonly maxAgeDays: number;
}

export const steps = ['bronze', 'silver', 'gold'] as const;
export type Step = (typeof steps)[number];

export const placeOf = (step: Step): number => steps.indexOf(step);

/** The same as a program file would say it. */
export function programOf(program: SimProgram): Program {
  const { zone, silverOver, goldOver, tooMuchOver, percents, raise, lower, delayHours, maxAgeDays } = program;
  const money = (minor: number): string => `${(minor / 100).toFixed(2)} RUB`;
  return {
    name: 'simulated',
    zone,
    currency: 'RUB',
    closingDelayHours: delayHours,
    maxReceiptAgeDays: maxAgeDays,
    counters: { turnover: { measure: 'sold-amount' } },
    statusSystems: {
      level: {
        statuses: { bronze: {}, silver: {}, gold: {} },
        review: {
          every: 'month',
          counter: 'turnover',
          window: 'this-month',
          raise,
          lower,
          table: [
            { upTo: money(silverOver), status: 'bronze' },
            { over: money(silverOver), upTo: money(goldOver), status: 'silver' },
            { over: money(goldOver), upTo: money(tooMuchOver), status: 'gold' },
            { over: money(tooMuchOver), status: 'bronze' },
          ],
        },
      },
    },
    rules: steps.map((step) => ({
      name: `for ${step}`,
      on: ['sale'],
      when: { status: { level: [step] } },
      then: { discount: `${percents[step]}%` },
    })),
  };
}
