import { payingVisit } from '#acts/changes.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { rehearsedChange } from '#operations/rehearsal.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { openTable } from '#table/send.ts';
import { writingPorts } from '#table/writing-ports.ts';

const { tableName } = readEnvironment('pay-visit');
const table = openTable(dynamoDbClient(), tableName);
const ports = writingPorts(table, withoutPhones);

export const handler = tillHandler(
  routes.payVisit,
  { revoked: ports.revoked, ports: () => ports, rehearsed: rehearsedChange },
  payingVisit.forms,
  payingVisit.act,
);
