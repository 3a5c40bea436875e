import { enrolAnswerOf, enrolBody, enrolmentOf } from '#contracts/http/members.ts';
import { routes } from '#contracts/http/routes.ts';
import { dynamoDbClient, secretsManagerClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { answer } from '#lambda/http-answer.ts';
import { sealKeys } from '#lambda/seal-keys.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { type EnrolPorts, enrolMember } from '#operations/enrol-member.ts';
import { ageClock, randomIds } from '#operations/random.ts';
import { rehearsedEnrolment } from '#operations/rehearsal.ts';
import { linkCodes } from '#seals/link-codes.ts';
import { phoneDigests } from '#seals/phone-digest.ts';
import { codeBook } from '#table/code-book.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable } from '#table/send.ts';
import { sweepBoard } from '#table/sweep-board.ts';

const { tableName, sealSecretArn } = readEnvironment('enrol-member');
const table = openTable(dynamoDbClient(), tableName);
const keys = sealKeys(secretsManagerClient(), sealSecretArn, ageClock);
const books = { history: entryHistory(table), ledger: ledger(table), codes: codeBook(table) };
const keyless = { ...decidingPorts(table), ...books, board: sweepBoard(table), ids: randomIds };
const portsWithKeys = async (): Promise<EnrolPorts> => ({
  ...keyless,
  register: memberRegister(table, phoneDigests(await keys.ringFor('phone-digest'))),
  linkCodes: linkCodes(await keys.ringFor('link-code')),
});

const gate = { revoked: keyless.revoked, ports: portsWithKeys, rehearsed: rehearsedEnrolment };

export const handler = tillHandler(routes.enrolMember, gate, { body: enrolBody }, async (ports, { body }) => {
  const outcome = await enrolMember(ports, enrolmentOf(body));
  if (outcome.kind === 'refused') return outcome;
  return answer(outcome.replayed ? 200 : 201, enrolAnswerOf(outcome, body.cardNumber));
});
