import { resolveAnswerOf, resolveBody } from '#contracts/http/members.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { readsOnly } from '#operations/rehearsal.ts';
import { resolveCard } from '#operations/resolve-card.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('resolve-card');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  register: memberRegister(table, withoutPhones),
};

export const handler = tillHandler(
  routes.resolveCard,
  { revoked: ports.revoked, ports: () => ports, rehearsed: readsOnly },
  { body: resolveBody },
  async (books, { body }) => {
    const outcome = await resolveCard(books, body.cardNumber);
    return answer(200, resolveAnswerOf(outcome));
  },
);
