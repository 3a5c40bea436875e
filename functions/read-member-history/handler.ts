import { historyItemOf, historyLimitOf, historyQuery, memberPath } from '#contracts/http/admin.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { cursors } from '#lambda/cursors.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { adminHandler } from '#lambda/person-handlers.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { traced } from '#lambda/tracing.ts';
import { ageClock } from '#operations/random.ts';
import { readHistory } from '#operations/read-member.ts';
import { factHistory } from '#table/histories.ts';
import { memberReader } from '#table/member-reader.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('read-member-history');
const table = openTable(traced(dynamoDbClient()), tableName);
const places = cursors(sealKeys(traced(secretsManagerClient()), sealSecretArn, ageClock));
const ports = { members: memberReader(table), facts: factHistory(table) };

export const handler = adminHandler(
  routes.readMemberHistory,
  { path: memberPath, query: historyQuery },
  async ({ path: { memberId }, query }) => {
    const list = `history:${memberId}`;
    const before = query.cursor === undefined ? null : Number(await places.open(list, query.cursor));
    const outcome = await readHistory(ports, { memberId, before, limit: historyLimitOf(query.limit) });
    if (outcome.kind === 'refused') return outcome;
    const next = outcome.next === null ? null : await places.seal(list, String(outcome.next));
    return answer(200, { items: outcome.facts.map(historyItemOf), next });
  },
);
