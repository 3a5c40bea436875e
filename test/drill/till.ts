/** A till and an app at the API of a system that runs, as far as the drill needs them. */
export interface Till {
  readonly enrol: (person: { readonly cardNumber: string; readonly phone?: string }) => Promise<Answer>;
  readonly send: (receipt: SentReceipt) => Promise<Answer>;
  /** Some of the money of a receipt comes back. */
  readonly giveBack: (followUp: FollowUp) => Promise<Answer>;
  readonly pay: (followUp: FollowUp) => Promise<Answer>;
  /** What is left of what a receipt sold; `null`: it is not there. */
  readonly soldLeft: (receiptId: string) => Promise<number | null>;
  readonly quote: (receipt: Omit<SentReceipt, 'receiptId'>) => Promise<Answer>;
  readonly print: (cardNumber: string) => Promise<Answer>;
  readonly memberOf: (cardNumber: string) => Promise<string | null>;
  /** Links a login by card and code; without them by the phone that its token says is verified. */
  readonly link: (
    subject: string,
    by: { readonly cardNumber: string; readonly code: string } | { readonly phone: string },
  ) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SentReceipt {
  readonly receiptId: string;
  readonly cardNumber: string;
  readonly occurredAt: string;
  readonly quote?: string;
}

export interface FollowUp {
  readonly receiptId: string;
  readonly occurredAt: string;
  readonly amountMinor: number;
}

const goods = { currency: 'USD', lines: [{ sku: 'TEA', quantity: 1, amountMinor: 100 }] };

export function tillAt(api: string, key: string, storeId: string): Till {
  const ask = async (method: string, path: string, authorization: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
    return {
      status: answer.status,
      replayed: answer.headers.get('idempotency-replayed') === 'true',
      body: (await answer.json()) as Readonly<Record<string, unknown>>,
    };
  };
  return {
    enrol: (person) => ask('POST', '/v1/members', key, person),
    send: ({ receiptId, ...receipt }) =>
      ask('PUT', `/v1/receipts/${receiptId}`, key, { ...goods, ...receipt, storeId }),
    giveBack: ({ receiptId, ...told }) =>
      ask('PUT', `/v1/receipts/${receiptId}/returns/back`, key, { ...told, storeId }),
    pay: ({ receiptId, ...told }) =>
      ask('PUT', `/v1/receipts/${receiptId}/payments/paid`, key, { ...told, storeId }),
    async soldLeft(receiptId) {
      const answer = await fetch(`${api}/v1/receipts/${receiptId}`, { headers: { authorization: key } });
      if (!answer.ok) return null;
      return ((await answer.json()) as { left: { soldMinor: number } }).left.soldMinor;
    },
    quote: (receipt) => ask('POST', '/v1/quotes', key, { ...goods, ...receipt, storeId }),
    print: (cardNumber) => ask('POST', '/v1/members:print-code', key, { cardNumber, storeId }),
    async memberOf(cardNumber) {
      const { body } = await ask('POST', '/v1/members:resolve', key, { cardNumber });
      return (body.memberId as string | null | undefined) ?? null;
    },
    async link(subject, by) {
      const claims = 'phone' in by ? { phone_number: by.phone, phone_number_verified: true } : {};
      const wish = { audience: 'member', subject, scope: 'member/read member/write', claims };
      const { body } = await ask('POST', '/_local/tokens', '', wish);
      return await ask('POST', '/v1/me:link', `Bearer ${String(body.token)}`, 'phone' in by ? {} : by);
    },
  };
}
