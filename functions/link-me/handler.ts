import { linkBody, linkCardOf } from '#contracts/http/me.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { memberHandler } from '#lambda/person-handlers.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { traced } from '#lambda/tracing.ts';
import { type LinkPorts, linkLogin } from '#operations/link-login.ts';
import { ageClock, systemClock } from '#operations/random.ts';
import { linkCodes } from '#seals/link-codes.ts';
import { phoneDigests } from '#seals/phone-digest.ts';
import { codeBook } from '#table/code-book.ts';
import { loginLinks } from '#table/login-links.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName, sealSecretArn } = readEnvironment('link-me');
const table = openTable(traced(dynamoDbClient()), tableName);
const keys = sealKeys(traced(secretsManagerClient()), sealSecretArn, ageClock);
const portsWithKeys = async (): Promise<LinkPorts> => ({
  logins: loginLinks(table),
  codes: codeBook(table),
  clock: systemClock,
  register: memberRegister(table, phoneDigests(await keys.ringFor('phone-digest'))),
  linkCodes: linkCodes(await keys.ringFor('link-code')),
});

export const handler = memberHandler(routes.linkMe, { body: linkBody }, async ({ body, caller }) => {
  const { verifiedPhone, ...login } = caller;
  const ports = await portsWithKeys();
  const outcome = await linkLogin(ports, { login, verifiedPhone, card: linkCardOf(body) });
  return outcome.kind === 'refused' ? outcome : answer(200, { memberId: outcome.memberId });
});
