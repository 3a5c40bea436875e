import { detailTypes } from '#contracts/events.ts';
import { runLaurel } from './laurel-command.ts';
import type { RunningSystem } from './run-system.ts';

/** A key and tokens that work, and calls to paste, so that a person can try the API. */
interface Examples {
  readonly variables: Readonly<Record<string, string>>;
  readonly calls: readonly { readonly what: string; readonly curl: string }[];
}

const EXAMPLE_STORE = '292';
const EXAMPLE_LOGIN = 'example-login';
const KEPT_IN = 'example.json';
/** A year of the runner's time: its clock may be wound far while somebody tries the API. */
const EXAMPLE_LIFETIME_SECONDS = 366 * 86_400;

/**
 * Makes a till key, finds a member (one of the replay's, else one of its own) and links a login to it. What an earlier
 * start made is used again.
 */
export async function makeExamples(running: RunningSystem): Promise<Examples> {
  const { tillKey, cardNumber } = await keyAndCard(running);
  const enrolled = await call(running, 'POST', '/v1/members', tillKey, { cardNumber });
  const memberToken = await running.system.issuer.sign({
    audience: 'member',
    subject: EXAMPLE_LOGIN,
    scope: 'member/read member/write',
    lifetimeSeconds: EXAMPLE_LIFETIME_SECONDS,
  });
  const login = `Bearer ${memberToken}`;
  if (!(await isLinked(running, login))) {
    // The code of an enrolment is told for a day; the replay's lie further back.
    const { linkCode: code } = await call(running, 'POST', '/v1/members:print-code', tillKey, {
      cardNumber,
      storeId: EXAMPLE_STORE,
    });
    await call(running, 'POST', '/v1/me:link', login, { cardNumber, code });
  }
  const adminToken = await running.system.issuer.sign({
    audience: 'admin',
    subject: 'example-admin',
    scope: 'admin/members.read admin/contact.read admin/audit.read admin/override',
    lifetimeSeconds: EXAMPLE_LIFETIME_SECONDS,
  });
  const variables = { TILL_KEY: tillKey, MEMBER_TOKEN: memberToken, ADMIN_TOKEN: adminToken };
  return { variables, calls: callsFor(running, cardNumber, String(enrolled.memberId)) };
}

function callsFor(running: RunningSystem, cardNumber: string, memberId: string): Examples['calls'] {
  const now = new Date(running.system.clock.now()).toISOString();
  const receiptId = `EXAMPLE-${now.replaceAll(/\D/g, '').slice(0, 14)}`;
  const sale = { cardNumber, currency: 'USD', lines: [{ sku: '1082185', quantity: 2, amountMinor: 2499 }] };
  const till = `-H "Authorization: $TILL_KEY" -H 'Content-Type: application/json'`;
  const body = (content: object) => `-d '${JSON.stringify(content)}'`;
  return [
    {
      what: 'what would happen to a receipt',
      curl: `curl -s ${running.url}/v1/quotes ${till} ${body(sale)}`,
    },
    {
      what: 'it happened (send it twice: it counts once)',
      curl: `curl -s -X PUT ${running.url}/v1/receipts/${receiptId} ${till} ${body({ ...sale, occurredAt: now })}`,
    },
    {
      what: 'what the member sees',
      curl: `curl -s ${running.url}/v1/me/statuses -H "Authorization: Bearer $MEMBER_TOKEN"`,
    },
    {
      what: 'why the member has a status, with the receipts behind it',
      curl: `curl -s '${running.url}/v1/me/why?system=level' -H "Authorization: Bearer $MEMBER_TOKEN"`,
    },
    {
      what: 'what changed for the member',
      curl: `curl -s '${running.url}/v1/admin/members/${memberId}/history?limit=5' -H "Authorization: Bearer $ADMIN_TOKEN"`,
    },
    {
      what: 'how to reach the member, for a reason that the audit tells',
      curl: `curl -s '${running.url}/v1/admin/members/${memberId}/contact?reason=trying%20it' -H "Authorization: Bearer $ADMIN_TOKEN"`,
    },
    {
      what: 'what was done by hand',
      curl: `curl -s '${running.url}/v1/admin/audit?limit=5' -H "Authorization: Bearer $ADMIN_TOKEN"`,
    },
    {
      what: 'a day later',
      curl: `curl -s ${running.url}/_local/clock/wind ${body({ until: dayAfter(now) })}`,
    },
  ];
}

function dayAfter(now: string): string {
  return new Date(Date.parse(now) + 86_400_000).toISOString();
}

/** The folder's memory of an earlier start: a till key is shown once, when it is made. */
interface Kept {
  readonly tillKey: string;
  readonly cardNumber: string;
}

async function keyAndCard(running: RunningSystem): Promise<Kept> {
  const kept = running.data.read(KEPT_IN) as Kept | null;
  if (kept !== null) return kept;
  const words = ['keys', 'create', '--stores', EXAMPLE_STORE, '--home', running.data.path];
  const { code, output } = await runLaurel(words, 'collect');
  if (code !== 0) throw new Error('No till key could be made for the examples.');
  const made = { tillKey: output.trim(), cardNumber: exampleCard(running) };
  running.data.keep(KEPT_IN, made);
  return made;
}

/** The card of a household of the replay, of one that something happened to if there is one. */
function exampleCard(running: RunningSystem): string {
  const replay = running.data.read('replay.json') as { readonly members?: Record<string, string> } | null;
  const members = Object.entries(replay?.members ?? {});
  const moved = running.system.buses.newest(detailTypes.statusChanged)?.detail as
    | { readonly memberId?: string }
    | undefined;
  const [household] = members.find(([, memberId]) => memberId === moved?.memberId) ?? members[0] ?? [];
  // The replay gives out its cards like this.
  return household === undefined ? 'EXAMPLE-0001' : `GROCERY-${household}`;
}

async function isLinked(running: RunningSystem, authorization: string): Promise<boolean> {
  return (await fetch(`${running.url}/v1/me`, { headers: { authorization } })).ok;
}

async function call(
  running: RunningSystem,
  method: string,
  path: string,
  authorization: string,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
