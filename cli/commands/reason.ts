import { text } from '#contracts/http/text.ts';
import { type Call, WrongCall } from './command.ts';

/** The most letters of a reason, here as in the API. */
const MOST_LETTERS = 200;

export const reasonOption = { reason: { type: 'string' } } as const;
export const reasonHelp = {
  reason: `Why, in at most ${MOST_LETTERS} letters: the audit tells it. Nothing personal.`,
} as const;

/** @throws WrongCall where it is too long, or holds what nobody sees */
export function reasonOf(call: Call): string | null {
  const said = call.text('reason');
  if (said === undefined) return null;
  const read = text(MOST_LETTERS).safeParse(said);
  if (!read.success)
    throw new WrongCall(`--reason takes 1 to ${MOST_LETTERS} letters on one line, and no card number`);
  return read.data;
}
