import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { openTable } from '#table/send.ts';
import { laurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import { houseOn, requestOf } from '../fixtures/house.ts';
import { openDeployedSystem } from '../system/deployed-system.ts';
import type { SystemUnderTest } from '../system/system-under-test.ts';
import { type BrandsInbox, connectInbox } from './brands-inbox.ts';

/** The work that a deployed stack does by itself: schedule, queue and sweep; stream, bus and whoever listens there. */

let system: SystemUnderTest;
let tableName: string;
let inbox: BrandsInbox;

beforeAll(async () => {
  const deployed = inject('deployed');
  if (deployed === undefined) throw new Error('this suite asks a deployed stack: npm run test:deploy');
  ({ tableName } = deployed);
  system = openDeployedSystem(deployed);
  inbox = await connectInbox(deployed.busName);
  await system.laurel(
    'activate',
    'programs/loymax-amount/program.yaml',
    '--from',
    '2024-01-01T00:00:00+03:00',
  );
});

afterAll(() => inbox.close());

test('a fact goes from the table’s stream over the bus to a brand’s own queue', async () => {
  const authorization = await system.laurel('keys', 'create', '--stores', '381');
  const enrolled = await laurelClient(system.url).POST('/v1/members', {
    headers: { authorization },
    body: { cardNumber: 'LC-200001' },
  });
  const { memberId } = contentOf(enrolled);
  expect(await inbox.waitFor(memberId, 1)).toMatchObject([
    {
      source: 'laurel.facts',
      'detail-type': 'MemberEnrolled',
      detail: { memberId, seq: 1, statuses: { level: 'bronze' } },
    },
  ]);
});

test('what the schedule starts closes a month that has passed, and the bus hears of it', async () => {
  const memberId = await buyLastMonth();
  await startAsTheScheduleDoes();
  expect(await inbox.waitFor(memberId, 2)).toMatchObject([
    { 'detail-type': 'MemberEnrolled', detail: { seq: 1 } },
    { 'detail-type': 'StatusChanged', detail: { seq: 2, from: 'bronze', to: 'silver', direction: 'raised' } },
  ]);
  const { items } = contentOf(
    await laurelClient(system.url).GET('/v1/admin/members/{memberId}/history', {
      params: { path: { memberId } },
      headers: { authorization: `Bearer ${await system.token('admin', 'admin/members.read')}` },
    }),
  );
  expect(items).toMatchObject([
    { seq: 2, kind: 'status-changed', to: 'silver', at: firstOfThisMonth() },
    { seq: 1, kind: 'enrolled' },
  ]);
});

/** A member whose month has turned since, and whom nobody has looked at: made by the operations, with a clock of then. */
async function buyLastMonth(): Promise<string> {
  const then = new Date(Date.parse(firstOfThisMonth()) - 10 * 86_400_000).toISOString();
  const house = houseOn(openTable(new DynamoDBClient({}), tableName), then);
  const memberId = await house.enrol('LC-200002');
  const sale = requestOf({
    memberId,
    receiptId: 'last-month',
    occurredAt: house.clock.now(),
    amountMinor: 1_050_000,
  });
  expect((await scoreReceipt(house, sale)).kind).toBe('scored');
  return memberId;
}

/** In Moscow, three hours ahead of UTC. */
function firstOfThisMonth(): string {
  const [year, month] = system.day.businessDay.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1) - 3 * 3_600_000).toISOString();
}

/** Nobody waits for five minutes: the schedule's own target is invoked, with the schedule's own input. */
async function startAsTheScheduleDoes(): Promise<void> {
  const scheduler = new SchedulerClient({});
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({}));
  expect(Schedules).toHaveLength(1);
  const { Target, ScheduleExpression, State } = await scheduler.send(
    new GetScheduleCommand({ Name: Schedules[0]?.Name, GroupName: Schedules[0]?.GroupName }),
  );
  expect([ScheduleExpression, State]).toEqual(['rate(5 minutes)', 'ENABLED']);
  const answer = await new LambdaClient({}).send(
    new InvokeCommand({ FunctionName: Target?.Arn, Payload: Target?.Input }),
  );
  expect([answer.StatusCode, answer.FunctionError]).toEqual([200, undefined]);
}
