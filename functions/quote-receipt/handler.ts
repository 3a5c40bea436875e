import { quoteAnswerOf, quoteBody, quoteOf } from '#contracts/http/quote.ts';
import { routes } from '#contracts/http/routes.ts';
import { storeOf } from '#lambda/callers.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { quoteSeal } from '#lambda/quote-seal.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { ageClock } from '#operations/random.ts';
import { readsOnly } from '#operations/rehearsal.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('quote-receipt');
const table = openTable(dynamoDbClient(), tableName);
const ports = {
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, withoutPhones),
  seal: quoteSeal(sealKeys(secretsManagerClient(), sealSecretArn, ageClock)),
};

export const handler = tillHandler(
  routes.quoteReceipt,
  { revoked: ports.revoked, ports: () => ports, rehearsed: readsOnly },
  { body: quoteBody },
  async (books, { body, till }) => {
    const quote = quoteOf(body, storeOf(till, body.storeId));
    const outcome = await quoteReceipt(books, quote);
    if (outcome.kind === 'refused') return outcome;
    const { disposition } = outcome.answer;
    return answer(200, quoteAnswerOf(outcome), { disposition });
  },
);
