import { type GroceryReceipt, receiptIdOf } from '../../../cli/replay/grocery-receipt.ts';
import { sendReceipt } from '../../../cli/replay/send-receipt.ts';
import { localClock } from '../../../cli/target/local-clock.ts';
import { localControl } from '../../../cli/target/local-control.ts';
import { laurelClient } from '../../../client/laurel-client.ts';
import { patientFetch } from '../../../client/patient-fetch.ts';
import { contentOf } from '../../../client/refused-by-api.ts';
import type { RunningSystem } from '../../replay/running-system.ts';
import type { Figure } from '../figures.ts';
import { type Asked, askedBy, leastOf, replayedIn } from './asked.ts';

const DAY_MS = 86_400_000;
/** Everything that rules of the grocery program look at by day is summed up by then. */
const LATE_DAYS = 300;

const figuresOf = (
  what: string,
  { units, calls }: Asked,
  bounds: { readonly writes: number; readonly index: number; readonly calls: number } | null,
): readonly Figure[] => {
  const figure = (name: string, value: number, unit: Figure['unit'], atMost: number | undefined): Figure =>
    atMost === undefined
      ? { budget: null, name, value, unit, bound: null }
      : { budget: 8, name, value, unit, bound: { atMost } };
  return [
    figure(`write units of ${what}`, units.tableWrites, 'units', bounds?.writes),
    figure(`index units of ${what}`, units.indexWrites, 'units', bounds?.index),
    figure(`read units of ${what}`, units.reads, 'units', undefined),
    figure(`calls of ${what}`, calls, 'calls', bounds?.calls),
  ];
};

/** What a return, a payment and a receipt of long ago ask of the table; `receipts` were sent by the tills of the replay. */
export async function afterSales(
  { api, home }: RunningSystem,
  receipts: readonly GroceryReceipt[],
): Promise<readonly Figure[]> {
  const control = localControl(api);
  const client = laurelClient(api, patientFetch);
  const { members, keys } = replayedIn(home);
  const returned: Asked[] = [];
  const paid: Asked[] = [];
  for (const { receipt, at: occurredAt, store } of receipts) {
    const headers = { authorization: keys[store] ?? '' };
    const receiptId = receiptIdOf(receipt);
    returned.push(
      await askedBy(control, 'return-receipt', async () =>
        contentOf(
          await client.PUT('/v1/receipts/{receiptId}/returns/{returnId}', {
            params: { path: { receiptId, returnId: 'back-1' } },
            headers,
            body: { occurredAt, amountMinor: 1 },
          }),
        ),
      ),
    );
    paid.push(
      await askedBy(control, 'pay-receipt', async () =>
        contentOf(
          await client.PUT('/v1/receipts/{receiptId}/payments/{paymentId}', {
            params: { path: { receiptId, paymentId: 'paid-1' } },
            headers,
            body: { occurredAt, amountMinor: 1 },
          }),
        ),
      ),
    );
  }
  const bounds = { writes: 6, index: 1, calls: 3 };
  return [
    ...figuresOf('a return', leastOf(returned), bounds),
    ...figuresOf('a payment', leastOf(paid), bounds),
    ...figuresOf(
      'a receipt of long ago',
      await ofLongAgo({ client, control, members, keys }, receipts),
      null,
    ),
  ];
}

/** A receipt whose days the member's state no longer knows one by one: the entries of these days are read (D88). */
async function ofLongAgo(
  {
    client,
    control,
    members,
    keys,
  }: {
    readonly client: ReturnType<typeof laurelClient>;
    readonly control: ReturnType<typeof localControl>;
  } & ReturnType<typeof replayedIn>,
  receipts: readonly GroceryReceipt[],
): Promise<Asked> {
  const clock = localClock(control);
  const later = (await clock.now()) + LATE_DAYS * DAY_MS;
  await clock.set(later);
  const asked: Asked[] = [];
  for (const receipt of receipts) {
    const member = members[receipt.household] ?? '';
    const key = keys[receipt.store] ?? '';
    const now = { ...receipt, receipt: `${receipt.receipt}-now`, at: new Date(later).toISOString() };
    await sendReceipt(client, now, member, key);
    const late = { ...receipt, receipt: `${receipt.receipt}-late` };
    asked.push(await askedBy(control, 'score-receipt', () => sendReceipt(client, late, member, key)));
  }
  return leastOf(asked);
}
