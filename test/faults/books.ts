import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { refOf } from '#domain/member/entry.ts';
import { nameOfEntry } from '#domain/member/entry-ref.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { digestOf, EMPTY_DIGEST, mixDigest } from '#domain/values/hash.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { isAwaitedItem } from '#table/codecs/awaited-item.ts';
import { entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';
import { isFollowUp, nameOfSent, type Sent } from './receipts.ts';

/** How a table's books differ from what was sent. */
export interface Audit {
  /** Receipts that were sent and are not there. */
  readonly lost: number;
  /** Entries in members' states beyond those that are there. */
  readonly double: number;
  /** Members whose sums, counts or digests are not those of their receipts. */
  readonly wrongTotals: number;
}

export const isClean = ({ lost, double, wrongTotals }: Audit): boolean =>
  lost === 0 && double === 0 && wrongTotals === 0;

/** Reads a whole table and adds it up anew: from what was sent, and from what is stored. */
export async function audit(
  client: DynamoDBClient,
  tableName: string,
  program: CompiledProgram,
  sent: readonly Sent[],
): Promise<Audit> {
  const stored = new Set<string>();
  const members: Member[] = [];
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of Items) {
      if (item.pk?.S?.startsWith('E#') === true && !isAwaitedItem(item))
        stored.add(nameOfEntry(refOf(entryOfItem(item))));
      if (item.sk?.S === 'STATE') members.push(memberOfItem(item));
    }
  }
  const unique = new Map(sent.map((each) => [nameOfSent(each), each]));
  const lost = [...unique.keys()].filter((name) => !stored.has(name)).length;
  const sales = [...unique.values()].flatMap((each) => (isFollowUp(each) ? [] : [each]));
  const memberOf = new Map(sales.map((sale) => [sale.receiptId, sale.memberId]));
  let double = 0;
  let wrongTotals = 0;
  for (const member of members) {
    const own = [...unique.values()].filter(({ receiptId }) => memberOf.get(receiptId) === member.id);
    double += Math.max(0, member.entries.count - own.length);
    if (!addsUp(member, own, program)) wrongTotals += 1;
  }
  return { lost, double, wrongTotals };
}

const totalOf = ({ lines }: SaleRequest): number => lines.reduce((sum, line) => sum + line.amountMinor, 0);

/** What a sale comes to with what came back of it, and whether anything is left. */
function leftOf(
  sale: SaleRequest,
  own: readonly Sent[],
): { readonly sold: number; readonly isThere: boolean } {
  const back = own.find(
    (each) => isFollowUp(each) && each.receiptId === sale.receiptId && each.told.kind === 'return',
  );
  const total = totalOf(sale);
  if (back === undefined || !isFollowUp(back) || back.told.kind !== 'return')
    return { sold: total, isThere: true };
  const { returned } = back.told;
  const sold = returned.kind === 'amount' ? total - returned.amountMinor : 0;
  return { sold, isThere: sold > 0 };
}

function addsUp(member: Member, own: readonly Sent[], program: CompiledProgram): boolean {
  const total = (counter: string): number => {
    const sums = member.counters.sums.get(program.counterColumns.get(counter)?.id ?? '');
    return sums === undefined ? 0 : sums.values.reduce((all, value) => all + value, sums.before);
  };
  const sales = own.flatMap((each) => (isFollowUp(each) ? [] : [leftOf(each, own)]));
  const digest = own.reduce((mixed, each) => mixDigest(mixed, digestOf(nameOfSent(each))), EMPTY_DIGEST);
  return (
    member.entries.count === own.length &&
    member.entries.digest === digest &&
    total('turnover') === sales.reduce((sum, { sold }) => sum + sold, 0) &&
    total('purchases') === sales.filter(({ isThere }) => isThere).length
  );
}
