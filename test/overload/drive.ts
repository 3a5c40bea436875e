import autocannon from 'autocannon';
import type { SaleRequest } from '#operations/sale-request.ts';

/** How tills send: so many connections, so many requests a second in all (0: as fast as answers come), and their patience. */
export interface Driving {
  readonly connections: number;
  readonly ratePerSecond: number;
  readonly timeoutSeconds: number;
}

export interface Driven {
  /** Status → how many. */
  readonly statuses: Readonly<Record<string, number>>;
  /** 503s of ours, as problems, and those of them that do not say when to come again. */
  readonly busy: number;
  readonly busyWithoutRetryAfter: number;
  /** Receipts without a final answer: refused for now, or never answered. */
  readonly left: readonly SaleRequest[];
  /** Requests whose till gave up waiting. */
  readonly unanswered: number;
  /** To the last answer: the generator itself looks at its end once a second. */
  readonly seconds: number;
}

const FINAL = new Set([200, 201, 202]);
const FOR_NOW = new Set([429, 503]);

/** Sends each receipt once by a load generator, and says what has to be sent again. Any other answer throws. */
export async function drive(
  target: { readonly url: string; readonly tillKey: string },
  receipts: readonly SaleRequest[],
  { connections, ratePerSecond, timeoutSeconds }: Driving,
): Promise<Driven> {
  const statuses: Record<string, number> = {};
  const waiting = receipts.entries();
  const open = new Map(receipts.entries());
  const refused: SaleRequest[] = [];
  let busy = 0;
  let busyWithoutRetryAfter = 0;
  let wrong: string | null = null;
  const begun = performance.now();
  let lastAt = begun;

  const setupRequest: NonNullable<Exclude<autocannon.Request['setupRequest'], string>> = (
    request,
    context,
  ) => {
    const next = waiting.next();
    if (next.done === true) throw new Error('the load generator asks for more than there is');
    const [place, receipt] = next.value;
    Object.assign(context, { place });
    return { ...request, path: `/v1/receipts/${receipt.receiptId}`, body: JSON.stringify(bodyOf(receipt)) };
  };
  const onResponse: NonNullable<Exclude<autocannon.Request['onResponse'], string>> = (
    status,
    body,
    context,
    headers = {},
  ) => {
    const { place } = context as { readonly place: number };
    const receipt = open.get(place);
    if (receipt === undefined) throw new Error('an answer to nothing that was asked');
    open.delete(place);
    lastAt = performance.now();
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (FINAL.has(status)) return;
    if (!FOR_NOW.has(status)) wrong ??= `${receipt.receiptId}: ${status} ${body}`;
    if (status === 503 && body.includes('"code"')) {
      busy += 1;
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      if (!names.includes('retry-after')) busyWithoutRetryAfter += 1;
    }
    refused.push(receipt);
  };
  await autocannon({
    url: target.url,
    connections: Math.min(connections, receipts.length),
    amount: receipts.length,
    timeout: timeoutSeconds,
    ...(ratePerSecond === 0 ? {} : { overallRate: ratePerSecond }),
    headers: { authorization: target.tillKey, 'content-type': 'application/json' },
    requests: [{ method: 'PUT', setupRequest, onResponse }],
  });
  if (wrong !== null) throw new Error(`an answer that no overload gives: ${wrong}`);
  return {
    statuses,
    busy,
    busyWithoutRetryAfter,
    left: [...refused, ...open.values()],
    unanswered: open.size,
    seconds: (lastAt - begun) / 1000,
  };
}

/** A receipt as a till sends it. */
const bodyOf = ({ storeId, memberId, occurredAt, currency, lines }: SaleRequest): object => ({
  storeId,
  memberId,
  occurredAt: new Date(occurredAt).toISOString(),
  currency,
  lines: lines.map(({ sku, quantityThousandths, amountMinor }) => ({
    sku,
    quantity: quantityThousandths / 1000,
    amountMinor,
  })),
});
