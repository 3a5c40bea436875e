import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountView } from '#domain/showing/discount-view.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Of several rules on one command the largest standing discount is given, whatever their order (Y24, D45). */

const MAY = '2024-05-20T12:00:00+03:00';

const anyRules = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }).chain((percents) =>
  fc.record({
    given: fc.constant(percents),
    order: fc.shuffledSubarray(percents, { minLength: percents.length }),
    held: fc.integer({ min: 0, max: 50 }),
  }),
);

test('the largest that is given shows, whatever the order of the rules and whatever was held', () => {
  fc.assert(
    fc.property(anyRules, ({ given, order, held }) => {
      const shown = [given, order].map((percents) => {
        const rules = percents.map((percent, index) => ({
          name: `r${index}`,
          on: ['sale' as const],
          when: { stores: ['salon'] },
          then: { memberDiscount: `${percent}%` as const },
        }));
        const before = {
          name: 'before',
          on: ['sale' as const],
          when: { stores: ['before'] },
          then: { memberDiscount: `${held}%` as const },
        };
        const life = new Life(monthlyAmount({}, { rules: held === 0 ? rules : [before, ...rules] }));
        life.sale(MAY, 100, MAY, { storeId: 'before' });
        life.sale(MAY, 100, MAY, { storeId: 'salon', receiptId: 'r-2' });
        return discountView(life.programs.at(at(MAY)), life.member)?.basisPoints;
      });
      // The rule of what was held speaks on sales as well, so that gives way, larger or not.
      const most = Math.max(...given) * 100;
      expect(shown).toEqual([most, most]);
    }),
    { numRuns: 300 },
  );
});
