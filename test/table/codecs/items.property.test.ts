import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asDay } from '#domain/time/time.ts';
import { keyAttributes, text, textSet } from '#table/codecs/attributes.ts';
import { decodeColumnValues, encodeColumnValues } from '#table/codecs/column-values-codec.ts';
import { entryItem, entryOfItem } from '#table/codecs/entry-item.ts';
import { factsItem, factsOfItem } from '#table/codecs/facts-item.ts';
import { contactItem, contactOfItem, profileItem, profileOfItem } from '#table/codecs/person-items.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { claimText, progressText, shardNotesOfItem } from '#table/codecs/sweep-item.ts';
import { sweepKey } from '#table/keys.ts';
import { anyEntry, anyFact, anyInteger, anyMember } from '../arbitraries.ts';

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyText = fc.string({ unit: 'grapheme' });

test('a member with everything that a state can hold', () => {
  fc.assert(
    fc.property(anyMember, (member) => {
      expect(memberOfItem(stateItem(member, member.version))).toEqual(member);
    }),
    { numRuns: 300 },
  );
});

test('an entry with its answer, reasons and promise', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      expect(entryOfItem(entryItem(entry))).toEqual(entry);
    }),
    { numRuns: 300 },
  );
});

test('the facts of a decision, of whatever kinds', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { minLength: 1, maxLength: 8 }), (drawn) => {
      const { memberId, seq } = drawn[0] ?? { memberId: '', seq: 0 };
      const facts = drawn.map((fact, index) => ({
        ...fact,
        memberId,
        seq: Math.min(seq, 9_000_000) + index,
      }));
      expect(factsOfItem(factsItem(facts))).toEqual(facts);
    }),
    { numRuns: 300 },
  );
});

test('a profile', () => {
  const anyNumber = fc.double({ min: -1e100, max: 1e100, noNaN: true }).filter((value) => {
    return !Object.is(value, -0) && (value === 0 || Math.abs(value) > 1e-100);
  });
  const anyAttributes = fc
    .array(
      fc.tuple(
        anyText.filter((name) => name !== ''),
        fc.oneof(anyText, anyNumber, fc.boolean()),
      ),
    )
    .map((attributes) => new Map(attributes));
  fc.assert(
    fc.property(fc.nat(), anyAttributes, (version, attributes) => {
      expect(profileOfItem(profileItem('m1', { version, attributes }))).toEqual({ version, attributes });
    }),
  );
});

test('a contact', () => {
  fc.assert(
    fc.property(maybe(anyText), maybe(anyText), (name, phone) => {
      expect(contactOfItem(contactItem('m1', { name, phone }, 'LC-1'))).toEqual({ name, phone });
    }),
  );
});

test('column values', () => {
  const anyId = fc.stringMatching(/^[0-9a-f]{8}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(anyId, anyInteger)), (pairs) => {
      expect(decodeColumnValues(encodeColumnValues(new Map(pairs)))).toEqual(new Map(pairs));
    }),
  );
});

test('what is noted of a shard', () => {
  const anyDay = fc.nat(9_999_999).map(asDay);
  const anyProgress = fc.record({
    walkedTo: maybe(anyDay),
    walk: maybe(fc.record({ towards: anyDay, after: maybe(fc.stringMatching(/^never#[a-z/-]{1,20}$/)) })),
  });
  const anyFailed = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,20}$/), { maxLength: 5 });
  const anyClaims = fc.uniqueArray(
    fc.record({
      memberId: fc.stringMatching(/^m[A-Za-z0-9]{1,20}$/),
      cardNumber: fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/),
    }),
    { maxLength: 5, selector: claimText },
  );
  fc.assert(
    fc.property(anyProgress, anyFailed, anyClaims, (progress, failed, claims) => {
      const item = {
        ...keyAttributes(sweepKey(7)),
        w: text(progressText(progress)),
        ...(failed.length > 0 && { f: textSet(failed) }),
        ...(claims.length > 0 && { c: textSet(claims.map(claimText)) }),
      };
      expect(shardNotesOfItem(item)).toEqual({ ...progress, failed, claims });
    }),
  );
});
