import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** A member's timer is the earliest moment at which time itself changes what shows, in whichever system. */
const SYSTEMS = ['one', 'two', 'three'] as const;
const DAYS = ['05-10', '05-20', '06-15', '07-01', '09-30'] as const;

const gift = (system: string, day: string): RuleDefinition => ({
  name: `${system}-${day}`,
  on: ['sale'],
  when: { stores: [`${system}-${day}`] },
  then: { status: { [system]: 'high' }, until: `2024-${day}` },
});

const program: Program = {
  ...monthlyAmount(),
  statusSystems: Object.fromEntries(
    SYSTEMS.map((system) => [system, { statuses: { low: {}, high: {} }, initial: 'low' }]),
  ),
  rules: SYSTEMS.flatMap((system) => DAYS.map((day) => gift(system, day))),
};

const afterLast = (day: string): number => at(`2024-${day}T00:00:00+03:00`) + 86_400_000;

test('the timer is the earliest end of all systems, and the next one when that is over', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...SYSTEMS), { minLength: 1 }),
      fc.array(fc.constantFrom(...DAYS), { minLength: 3, maxLength: 3 }),
      (systems, days) => {
        const life = new Life(program);
        const given = systems.map((system, index) => ({ system, day: days[index] ?? DAYS[0] }));
        for (const [index, { system, day }] of given.entries())
          life.sale('2024-05-01T12:00:00+03:00', 100, '2024-05-01T12:00:00+03:00', {
            storeId: `${system}-${day}`,
            receiptId: `receipt-${index}`,
          });
        const ends = [...new Set(given.map(({ day }) => afterLast(day)))].sort((one, other) => one - other);
        for (const end of ends) {
          expect(life.member.dueAt).toBe(end);
          life.pass(new Date(end).toISOString());
        }
        expect(life.member.dueAt).toBeNull();
      },
    ),
  );
});
