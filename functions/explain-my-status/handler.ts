import { whyAnswerOf, whyLimitOf, whyQuery } from '#contracts/http/me.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { cursors } from '#lambda/cursors.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { memberHandler } from '#lambda/person-handlers.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { traced } from '#lambda/tracing.ts';
import { explainStatus } from '#operations/explain-status.ts';
import { ageClock } from '#operations/random.ts';
import { notEnrolled } from '#operations/read-member.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { loginLinks } from '#table/login-links.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('explain-my-status');
const table = openTable(traced(dynamoDbClient()), tableName);
const logins = loginLinks(table);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  places: cursors(sealKeys(traced(secretsManagerClient()), sealSecretArn, ageClock)),
};

export const handler = memberHandler(
  routes.explainMyStatus,
  { query: whyQuery },
  async ({ query, caller }) => {
    const memberId = await logins.memberOfLogin(caller);
    if (memberId === null) return notEnrolled();
    const { system, cursor = null, limit } = query;
    const outcome = await explainStatus(ports, { memberId, system, cursor, limit: whyLimitOf(limit) });
    return outcome.kind === 'refused' ? outcome : answer(200, whyAnswerOf(outcome));
  },
);
