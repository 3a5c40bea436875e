import { entityTag, ifMatch } from '#contracts/http/if-match.ts';
import { overrideAnswerOf, overrideBody, overridePath, toldOverrideOf } from '#contracts/http/override.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { revisionSeen } from '#lambda/if-match.ts';
import { adminHandler } from '#lambda/person-handlers.ts';
import { traced } from '#lambda/tracing.ts';
import { overrideStatus } from '#operations/override-status.ts';
import { overridePorts } from '#table/override-ports.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('override-status');
const ports = overridePorts(openTable(traced(dynamoDbClient()), tableName));

export const handler = adminHandler(
  routes.overrideStatus,
  { path: overridePath, body: overrideBody, headers: ifMatch },
  async ({ path, body, headers, caller }) => {
    const actor = { kind: 'administrator', ...caller } as const;
    const revision = revisionSeen(headers);
    const told = { ...path, override: toldOverrideOf(body), reason: body.reason, revision, actor };
    const outcome = await overrideStatus(ports, told);
    if (outcome.kind === 'refused') return outcome;
    const tag = { etag: entityTag(outcome.view.overrideRevision) };
    return answer(200, overrideAnswerOf(path.memberId, outcome.view), { headers: tag });
  },
);
