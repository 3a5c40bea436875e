import { routes } from '#contracts/http/routes.ts';
import { takenVisitOf, visitBody, visitOf, visitPath } from '#contracts/http/visit.ts';
import { sameId, storeOf } from '#lambda/callers.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { changeVisit } from '#operations/change-visit.ts';
import { rehearsedChange } from '#operations/rehearsal.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('change-visit');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, withoutPhones),
  ledger: ledger(table),
};

export const handler = tillHandler(
  routes.changeVisit,
  { revoked: ports.revoked, ports: () => ports, rehearsed: rehearsedChange },
  { path: visitPath, body: visitBody },
  async (books, { path, body, till }) => {
    const visitId = sameId(path.visitId, body.visitId);
    const asked = visitOf(body, { visitId, storeId: storeOf(till, body.storeId) });
    const outcome = await changeVisit(books, asked);
    return outcome.kind === 'refused' ? outcome : takenVisitOf(outcome);
  },
);
