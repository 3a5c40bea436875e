import { reason } from '#contracts/http/audit.ts';
import { type Call, WrongCall } from './command.ts';

export const reasonOption = { reason: { type: 'string' } } as const;
export const reasonHelp = {
  reason: 'Why, in at most 200 letters: the audit tells it. Nothing personal.',
} as const;

/** @throws WrongCall where it is too long, or holds what nobody sees */
export function reasonOf(call: Call): string | null {
  const said = call.text('reason');
  if (said === undefined) return null;
  const read = reason.safeParse(said);
  if (!read.success) throw new WrongCall(`--reason takes 1 to 200 letters on one line, and no card number`);
  return read.data;
}
