import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { digestOf, EMPTY_DIGEST, mixDigest } from '#domain/values/hash.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';

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
  sent: readonly SaleRequest[],
): Promise<Audit> {
  const entries: Entry[] = [];
  const members: Member[] = [];
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of Items) {
      if (item.sk?.S === 'E') entries.push(entryOfItem(item));
      if (item.sk?.S === 'STATE') members.push(memberOfItem(item));
    }
  }
  const unique = new Map(sent.map((request) => [keyOf(request), request]));
  const stored = new Map(entries.map((entry) => [keyOf(entry.body.sale), entry]));
  const lost = [...unique.keys()].filter((key) => !stored.has(key)).length;
  let double = 0;
  let wrongTotals = 0;
  for (const member of members) {
    const own = [...unique.values()].filter(({ memberId }) => memberId === member.id);
    double += Math.max(0, member.entries.count - own.length);
    if (!addsUp(member, own, program)) wrongTotals += 1;
  }
  return { lost, double, wrongTotals };
}

const keyOf = ({ storeId, receiptId }: { readonly storeId: string; readonly receiptId: string }): string =>
  `${storeId} ${receiptId}`;

function addsUp(member: Member, receipts: readonly SaleRequest[], program: CompiledProgram): boolean {
  const total = (counter: string): number => {
    const sums = member.counters.sums.get(program.counterColumns.get(counter)?.id ?? '');
    return sums === undefined ? 0 : sums.values.reduce((all, value) => all + value, sums.before);
  };
  const sold = receipts.reduce(
    (all, { lines }) => all + lines.reduce((sum, line) => sum + line.amountMinor, 0),
    0,
  );
  const digest = receipts.reduce(
    (mixed, { storeId, receiptId }) => mixDigest(mixed, digestOf(`${storeId}#${receiptId}`)),
    EMPTY_DIGEST,
  );
  return (
    member.entries.count === receipts.length &&
    member.entries.digest === digest &&
    total('turnover') === sold &&
    total('purchases') === receipts.length
  );
}
