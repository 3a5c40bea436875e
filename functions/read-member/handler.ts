import { memberAnswerOf, memberPath } from '#contracts/http/admin.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { adminHandler } from '#lambda/person-handlers.ts';
import { traced } from '#lambda/tracing.ts';
import { readMemberForSupport } from '#operations/read-member.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('read-member');
const table = openTable(traced(dynamoDbClient()), tableName);
const ports = {
  ...decidingPorts(table),
  register: memberRegister(table, withoutPhones),
};

export const handler = adminHandler(routes.readMember, { path: memberPath }, async ({ path }) => {
  const outcome = await readMemberForSupport(ports, path.memberId);
  return outcome.kind === 'refused' ? outcome : answer(200, memberAnswerOf(outcome));
});
