import { expect, test } from 'vitest';
import { entryItem, saleOfItem } from '#table/codecs/entry-item.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { sampleEntry } from '../samples.ts';

test('a reason with what its rule measured comes back whole, beside one that measured nothing', () => {
  const entry = sampleEntry('m-1', 'r-1');
  const measured = { counter: 'turnover', value: 500_000, words: 'from 5000 RUB' };
  const held = {
    rule: 'by-turnover',
    outcome: 'held-back' as const,
    basisPoints: 300,
    because: new Map(),
    measured,
  };
  const reasons = [...entry.body.answer.reasons, held];
  const stored = saleOfItem(entryItem(changedEntry(entry, { answer: { ...entry.body.answer, reasons } })));
  expect(stored.body.answer.reasons).toEqual(reasons);
  expect(stored.body.answer.reasons[0]).not.toHaveProperty('measured');
});
