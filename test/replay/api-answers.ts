import type { components } from '../../client/api-types.ts';
import type { LaurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';

/** The API's answers, asked for from outside: by its document alone. */

export type Fact = components['schemas']['HistoryAnswer']['items'][number];
export type ReceiptAnswer = components['schemas']['ReceiptAnswer'];

/** A token that may read members, from the local system's own issuer. */
export async function adminToken(url: string): Promise<string> {
  const response = await fetch(`${url}/_local/tokens`, {
    method: 'POST',
    body: JSON.stringify({ audience: 'admin', subject: 'verify', scope: 'admin/members.read' }),
    headers: { 'content-type': 'application/json' },
  });
  return ((await response.json()) as { token: string }).token;
}

/** The answer that a receipt was given. */
export async function receiptOf(
  api: LaurelClient,
  receiptId: string,
  authorization: string,
): Promise<ReceiptAnswer> {
  return contentOf(
    await api.GET('/v1/receipts/{receiptId}', {
      params: { path: { receiptId } },
      headers: { authorization },
    }),
  );
}

/** A member's facts, oldest first. */
export async function historyOf(api: LaurelClient, memberId: string, token: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  let cursor: string | null = null;
  do {
    const page: components['schemas']['HistoryAnswer'] = contentOf(
      await api.GET('/v1/admin/members/{memberId}/history', {
        params: { path: { memberId }, query: { limit: '50', ...(cursor === null ? {} : { cursor }) } },
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    facts.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return facts.reverse();
}

/** The status that a history ends in at an instant, that instant included. */
export function statusFrom(facts: readonly Fact[], system: string, at: number): string | null {
  let status: string | null = null;
  for (const fact of facts) {
    if (Date.parse(fact.at) > at) break;
    if (fact.kind === 'enrolled') status = fact.statuses[system] ?? null;
    else if (fact.kind === 'status-changed' && fact.system === system) status = fact.to;
  }
  return status;
}
