import { receiptPath, receiptQuery } from '#contracts/http/receipt.ts';
import { routes } from '#contracts/http/routes.ts';
import { storedReceiptOf } from '#contracts/http/stored-receipt.ts';
import { storeOf } from '#lambda/callers.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { readsOnly } from '#operations/rehearsal.ts';
import { tillGate } from '#table/deciding-ports.ts';
import { ledger } from '#table/ledger.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('read-receipt');
const table = openTable(dynamoDbClient(), tableName);
const ports = { ...tillGate(table), ledger: ledger(table) };

export const handler = tillHandler(
  routes.readReceipt,
  { revoked: ports.revoked, ports: () => ports, rehearsed: readsOnly },
  { path: receiptPath, query: receiptQuery },
  async (books, { path, query, till }) => {
    const storeId = storeOf(till, query.storeId);
    const outcome = await readReceipt(books, { storeId, receiptId: path.receiptId });
    return outcome.kind === 'refused' ? outcome : answer(200, storedReceiptOf(outcome.entry));
  },
);
