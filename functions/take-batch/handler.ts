import { takingBatch } from '#acts/batch.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { quoteSeal } from '#lambda/quote-seal.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { ageClock } from '#operations/random.ts';
import { type BatchPorts, rehearsedBatch } from '#operations/rehearsal.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('take-batch');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, withoutPhones),
  ledger: ledger(table),
  seal: quoteSeal(sealKeys(secretsManagerClient(), sealSecretArn, ageClock)),
};
const books: BatchPorts = { scoring: ports, following: ports, changing: ports };

export const handler = tillHandler(
  routes.takeBatch,
  { revoked: ports.revoked, ports: () => books, rehearsed: rehearsedBatch },
  takingBatch.forms,
  takingBatch.act,
);
