import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { accessOf, noAccess, type TillAccess } from '#lambda/till-access.ts';
import { checkTillKey } from '#operations/till-keys.ts';
import { openTable } from '#table/send.ts';
import { tillKeys } from '#table/till-keys.ts';

const { tableName } = readEnvironment('authorize-till');
const ports = { keys: tillKeys(openTable(dynamoDbClient(), tableName)) };

export const handler = backgroundHandler(
  'authorize-till',
  async ({ routeKey, headers }: APIGatewayRequestAuthorizerEventV2): Promise<TillAccess> => {
    const key = await checkTillKey(ports, headers?.authorization ?? '');
    return key === null ? noAccess : accessOf(routeKey, key);
  },
);
