import { memberPath } from '#contracts/http/admin.ts';
import { contactQuery } from '#contracts/http/audit.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { adminHandler } from '#lambda/person-handlers.ts';
import { traced } from '#lambda/tracing.ts';
import { randomIds, systemClock } from '#operations/random.ts';
import { readContact } from '#operations/read-contact.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { auditLog } from '#table/audit-log.ts';
import { loginLinks } from '#table/login-links.ts';
import { memberReader } from '#table/member-reader.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';

const { tableName } = readEnvironment('read-member-contact');
const table = openTable(traced(dynamoDbClient()), tableName);
const ports = {
  members: memberReader(table),
  register: memberRegister(table, withoutPhones),
  logins: loginLinks(table),
  audit: auditLog(table),
  clock: systemClock,
  ids: randomIds,
};
const forms = { path: memberPath, query: contactQuery };

export const handler = adminHandler(routes.readMemberContact, forms, async ({ path, query, caller }) => {
  const actor = { kind: 'administrator', ...caller } as const;
  const outcome = await readContact({ ...ports, actor }, { ...path, ...query });
  return outcome.kind === 'refused' ? outcome : answer(200, { ...path, ...outcome.contact });
});
