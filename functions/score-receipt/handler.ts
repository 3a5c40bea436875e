import { scoringReceipt } from '#acts/receipts.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { quoteSeal } from '#lambda/quote-seal.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { ageClock } from '#operations/random.ts';
import { rehearsedScoring } from '#operations/rehearsal.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('score-receipt');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, withoutPhones),
  ledger: ledger(table),
  seal: quoteSeal(sealKeys(secretsManagerClient(), sealSecretArn, ageClock)),
};

export const handler = tillHandler(
  routes.scoreReceipt,
  { revoked: ports.revoked, ports: () => ports, rehearsed: rehearsedScoring },
  scoringReceipt.forms,
  scoringReceipt.act,
);
