/** What the API says, asked without any of the product's code. */

export interface Fact {
  readonly kind: string;
  readonly at: string;
  readonly statuses?: Readonly<Record<string, string | null>>;
  readonly system?: string;
  readonly to?: string | null;
}

export interface ReceiptAnswer {
  readonly discountMinor: number;
  readonly soldMinor: number;
  readonly businessDay: string;
  readonly statuses: readonly { readonly system: string; readonly before: string | null }[];
  readonly categories: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly lines: readonly { readonly discountMinor: number; readonly soldMinor: number }[];
}

export async function ask<Body>(url: string, init: RequestInit): Promise<Body> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

export async function adminToken(api: string): Promise<string> {
  const body = JSON.stringify({ audience: 'admin', subject: 'verify', scope: 'admin/members.read' });
  const { token } = await ask<{ token: string }>(`${api}/_local/tokens`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  return token;
}

/** A member's facts, oldest first. */
export async function historyOf(api: string, memberId: string, token: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: Fact[]; next: string | null } = await ask(
      `${api}/v1/admin/members/${memberId}/history?limit=50${query}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    facts.push(...page.items);
    cursor = page.next;
  }
  return facts.reverse();
}

/** The status that a history ends in at an instant, that instant included. */
export function statusFrom(facts: readonly Fact[], system: string, at: number): string | null {
  let status: string | null = null;
  for (const fact of facts) {
    if (Date.parse(fact.at) > at) break;
    if (fact.kind === 'enrolled') status = fact.statuses?.[system] ?? null;
    else if (fact.system === system) status = fact.to ?? null;
  }
  return status;
}
