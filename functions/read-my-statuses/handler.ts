import { myStatusesAnswerOf } from '#contracts/http/me.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { memberHandler } from '#lambda/person-handlers.ts';
import { traced } from '#lambda/tracing.ts';
import { readMyself } from '#operations/read-member.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { loginLinks } from '#table/login-links.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('read-my-statuses');
const table = openTable(traced(dynamoDbClient()), tableName);
const ports = {
  ...decidingPorts(table),
  logins: loginLinks(table),
};

export const handler = memberHandler(routes.readMyStatuses, {}, async ({ caller }) => {
  const outcome = await readMyself(ports, caller);
  return outcome.kind === 'refused' ? outcome : answer(200, myStatusesAnswerOf(outcome));
});
