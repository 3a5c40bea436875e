import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { type OldForm, type OldKind, oldForms, readToday } from './old-forms.ts';

const kinds = Object.keys(readToday) as readonly OldKind[];
const ofKind = (kind: OldKind) => oldForms.filter((form) => form.kind === kind);
const nameOf = ({ item }: OldForm) => `${item.pk?.S} ${item.sk?.S}`;

/** Every text that an item holds, however deep. */
function textsIn(value: AttributeValue): readonly string[] {
  if (value.S !== undefined) return [value.S];
  return [...(value.L ?? []), ...Object.values(value.M ?? {})].flatMap(textsIn);
}

describe('what an older Laurel stored is read as it was meant', () => {
  test.each(kinds)('every %s', (kind) => {
    const forms = ofKind(kind);
    expect(forms).not.toEqual([]);
    const read = forms.map((form) => [nameOf(form), readToday[kind](form.item)]);
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(forms.map((form) => [nameOf(form), form.value])),
    );
  });
});

/** Else somebody who shortens the data shortens what is tested. */
describe('and it stored all that it could', () => {
  const attributesOf = (kind: OldKind) => new Set(ofKind(kind).flatMap(({ item }) => Object.keys(item)));
  const textsOf = (kind: OldKind) =>
    new Set(ofKind(kind).flatMap(({ item }) => Object.values(item).flatMap(textsIn)));

  test.each<[kind: OldKind, attributes: string]>([
    ['state', 'pk sk duePk dueSk v pv en sq ne de st ca cn'],
    ['fact', 'k t r pv st sy fr to di w tf ca ch ru id'],
    ['entry', 'entryPk entrySk m c h n t r q cu ln pa dp ah d pv ds st rs ca ms ct cy lg lc'],
  ])('every attribute of a %s', (kind, attributes) => {
    expect([...attributesOf(kind)]).toEqual(expect.arrayContaining(attributes.split(' ')));
  });

  test.each<[kind: OldKind, words: string]>([
    ['state', 'initial review raised-at-once rule grace'],
    ['fact', 'enrolled status-changed category-changed raised lowered added removed'],
    ['entry', 'scored anonymous unmatched too-old honoured expired changed'],
  ])('every word of a %s', (kind, words) => {
    expect([...textsOf(kind)]).toEqual(expect.arrayContaining(words.split(' ')));
  });

  test('every outcome of a rule, measured and not', () => {
    const reasons = ofKind('entry').flatMap(({ item }) => item.rs?.L ?? []);
    const outcomes = reasons.map(({ L = [] }) => `${L[1]?.N}${L.length > 4 ? ' measured' : ''}`);
    expect([...new Set(outcomes)].sort()).toEqual([
      '0',
      '0 measured',
      '1',
      '1 measured',
      '2',
      '2 measured',
      '3',
      '4',
    ]);
  });
});
