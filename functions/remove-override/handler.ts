import { entityTag, ifMatch } from '#contracts/http/if-match.ts';
import { overrideAnswerOf, overridePath, overrideRemovalQuery } from '#contracts/http/override.ts';
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

const { tableName } = readEnvironment('remove-override');
const ports = overridePorts(openTable(traced(dynamoDbClient()), tableName));

export const handler = adminHandler(
  routes.removeOverride,
  { path: overridePath, query: overrideRemovalQuery, headers: ifMatch },
  async ({ path, query, headers, caller }) => {
    const actor = { kind: 'administrator', ...caller } as const;
    const revision = revisionSeen(headers);
    const outcome = await overrideStatus(ports, {
      ...path,
      override: null,
      ...query,
      revision,
      actor,
    });
    if (outcome.kind === 'refused') return outcome;
    const tag = { etag: entityTag(outcome.view.overrideRevision) };
    return answer(200, overrideAnswerOf(path.memberId, outcome.view), { headers: tag });
  },
);
