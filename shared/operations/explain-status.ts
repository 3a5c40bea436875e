import { type Explanation, evidenceWindow, explain } from '#domain/showing/explain.ts';
import type { EntryHistory } from './ports.ts';
import type { ViewPorts } from './read-member.ts';
import { type Refused, refused } from './refusal.ts';

/** Why a member has a status, with the receipts behind it. */
export async function explainStatus(
  ports: ViewPorts & { readonly history: Pick<EntryHistory, 'entriesOf'> },
  { memberId, system }: { readonly memberId: string; readonly system: string },
): Promise<
  { readonly kind: 'explained'; readonly explanation: Explanation } | Refused<'not-found' | 'unknown-system'>
> {
  const [programs, snapshot] = await Promise.all([ports.programs.current(), ports.members.read(memberId)]);
  if (snapshot === null) return refused('not-found', 'There is no such member.');
  const now = ports.clock.now();
  const window = evidenceWindow(programs, snapshot.member, system, now, ports.calendar);
  const entries = window === null ? [] : await ports.history.entriesOf(memberId, window.from, window.to);
  const explanation = explain(programs, snapshot.member, entries, system, now, ports.calendar);
  return explanation === null
    ? refused('unknown-system', 'The program has no such status system.')
    : { kind: 'explained', explanation };
}
