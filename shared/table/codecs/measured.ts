import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Measured } from '#domain/member/member.ts';
import { integer, list, type StoredValue, text } from './attributes.ts';

/** A measured value with its counter and the row that held it, as a list of three. */
export const encodeMeasured = ({ counter, value, words }: Measured): AttributeValue =>
  list([text(counter), integer(value), text(words)]);

export const decodeMeasured = (stored: StoredValue): Measured => ({
  counter: stored.part(0).text(),
  value: stored.part(1).integer(),
  words: stored.part(2).text(),
});
