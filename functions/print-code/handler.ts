import { printBody } from '#contracts/http/members.ts';
import { routes } from '#contracts/http/routes.ts';
import { storeOf } from '#lambda/callers.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { printCode } from '#operations/print-code.ts';
import { ageClock, randomIds } from '#operations/random.ts';
import { rehearsedPrinting } from '#operations/rehearsal.ts';
import { linkCodes } from '#seals/link-codes.ts';
import { codeBook } from '#table/code-book.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('print-code');
const table = openTable(dynamoDbClient(), tableName);
const keys = sealKeys(secretsManagerClient(), sealSecretArn, ageClock);
const keyless = { ...decidingPorts(table), codes: codeBook(table) };
const portsWithKeys = async () => ({
  ...keyless,
  ids: randomIds,
  linkCodes: linkCodes(await keys.ringFor('link-code')),
});
const gate = { revoked: keyless.revoked, ports: portsWithKeys, rehearsed: rehearsedPrinting };

export const handler = tillHandler(
  routes.printCode,
  gate,
  { body: printBody },
  async (ports, { body, till }) => {
    const storeId = storeOf(till, body.storeId);
    const outcome = await printCode(ports, { cardNumber: body.cardNumber, storeId });
    if (outcome.kind === 'refused') return outcome;
    return answer(200, { cardNumber: outcome.cardNumber, linkCode: outcome.linkCode });
  },
);
