import { activityBody, activityOf, activityPath, takenActivityOf } from '#contracts/http/activity.ts';
import { routes } from '#contracts/http/routes.ts';
import { sameId, storeOf } from '#lambda/callers.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { rehearsedChange } from '#operations/rehearsal.ts';
import { tellActivity } from '#operations/tell-activity.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('tell-activity');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, withoutPhones),
  ledger: ledger(table),
};

export const handler = tillHandler(
  routes.tellActivity,
  { revoked: ports.revoked, ports: () => ports, rehearsed: rehearsedChange },
  { path: activityPath, body: activityBody },
  async (books, { path, body, till }) => {
    const activityId = sameId(path.activityId, body.activityId);
    const asked = activityOf(body, { activityId, storeId: storeOf(till, body.storeId) });
    const outcome = await tellActivity(books, asked);
    return outcome.kind === 'refused' ? outcome : takenActivityOf(outcome);
  },
);
