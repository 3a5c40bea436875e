import { askAbout, type Explanation, explain } from '#domain/showing/explain.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { ViewPorts } from './read-member.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment, withPrograms } from './with-programs.ts';

export interface ExplainPorts extends ViewPorts {
  readonly history: Pick<EntryHistory, 'pageOf'>;
  /** Cursors of lists: a place is sealed for the list that it is of, and opens no other. */
  readonly places: {
    seal(list: string, place: string): Promise<string>;
    open(list: string, cursor: string): Promise<string>;
  };
}

interface WhyRequest {
  readonly memberId: string;
  readonly system: string;
  /** The `next` of the page before; `null`: the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

/**
 * Why a member has a status, with the receipts behind it page by page. A cursor goes with what is explained: when the
 * status has changed meanwhile, the receipts are others and the list begins anew.
 */
export async function explainStatus(
  ports: ExplainPorts,
  { memberId, system, cursor, limit }: WhyRequest,
): Promise<
  | { readonly kind: 'explained'; readonly explanation: Explanation; readonly next: string | null }
  | Refused<'not-found' | 'unknown-system'>
> {
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) return refused('not-found', 'There is no such member.');
  const { member } = snapshot;
  const now = ports.clock.now();
  const question = await atMoment(ports.programs, now, (moment) => askAbout(moment, member, system));
  if (question === null) return refused('unknown-system', 'The program has no such status system.');
  const { window } = question;
  const list = `why:${memberId}:${system}:${window?.from}:${window?.to}`;
  const after = cursor === null ? null : await ports.places.open(list, cursor);
  const page =
    window === null
      ? { entries: [], next: null }
      : await ports.history.pageOf(memberId, window, { after, limit });
  const areAll = after === null && page.next === null;
  const explanation = await withPrograms(ports.programs, () => explain(question, page.entries, areAll));
  const next = page.next === null ? null : await ports.places.seal(list, page.next);
  return { kind: 'explained', explanation, next };
}
