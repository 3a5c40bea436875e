import { askAbout, type Explanation, explain } from '#domain/showing/explain.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { ViewPorts } from './read-member.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment, withPrograms } from './with-programs.ts';

/** Why a member has a status, with the receipts behind it. */
export async function explainStatus(
  ports: ViewPorts & { readonly history: Pick<EntryHistory, 'entriesOf'> },
  { memberId, system }: { readonly memberId: string; readonly system: string },
): Promise<
  { readonly kind: 'explained'; readonly explanation: Explanation } | Refused<'not-found' | 'unknown-system'>
> {
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) return refused('not-found', 'There is no such member.');
  const { member } = snapshot;
  const now = ports.clock.now();
  const question = await atMoment(ports.programs, now, (moment) => askAbout(moment, member, system));
  if (question === null) return refused('unknown-system', 'The program has no such status system.');
  const { window } = question;
  const entries = window === null ? [] : await ports.history.entriesOf(memberId, window.from, window.to);
  const explanation = await withPrograms(ports.programs, () => explain(question, entries));
  return { kind: 'explained', explanation };
}
