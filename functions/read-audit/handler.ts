import {
  auditEntryAnswerOf,
  auditLimitOf,
  auditPlaceOf,
  auditPlaceText,
  auditQuery,
} from '#contracts/http/audit.ts';
import { epochMsOf } from '#contracts/http/instant.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { cursors } from '#lambda/cursors.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { adminHandler } from '#lambda/person-handlers.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { traced } from '#lambda/tracing.ts';
import { ageClock } from '#operations/random.ts';
import { readAudit } from '#operations/read-audit.ts';
import { auditLog } from '#table/audit-log.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('read-audit');
const ports = { audit: auditLog(openTable(traced(dynamoDbClient()), tableName)) };
const places = cursors(sealKeys(traced(secretsManagerClient()), sealSecretArn, ageClock));

export const handler = adminHandler(routes.readAudit, { query: auditQuery }, async ({ query }) => {
  const { memberId = null, action = null, cursor } = query;
  const since = query.since === undefined ? null : epochMsOf(query.since);
  const list = `audit:${JSON.stringify([memberId, action, since])}`;
  const after = cursor === undefined ? null : auditPlaceOf(await places.open(list, cursor));
  const limit = auditLimitOf(query.limit);
  const page = await readAudit(ports, { memberId, action, since, after, limit });
  const next = page.next === null ? null : await places.seal(list, auditPlaceText(page.next));
  return answer(200, { items: page.entries.map(auditEntryAnswerOf), next });
});
