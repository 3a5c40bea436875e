import type { RunningShop } from '../fixtures/running-shop.ts';

/** Values that are somebody's, each found nowhere else, and the items of the table in which they may lie. */
export const canaries = {
  name: 'Zdenka Kanárková-Quist',
  phone: '+79997776655',
  otherName: 'Bohumil Papoušek',
  birthday: '1987-06-05',
  email: 'zdenka.kanarkova@example.org',
  card: 'LC-987612345',
  earlyCard: 'LC-456123789',
  subject: 'subject-of-zdenka',
  claim: 'Kanárková, from the token',
  reason: 'Zdenčina zásilka nedorazila',
  administrator: 'Adéla Správcová-Quist',
} as const;

const NOW_ISH = '2024-05-20T12:00:00.000Z';
const STORE = '292';

/** Sends every value in every place where a person's could stand, well and badly. @returns the member, and what was answered otherwise than it should be */
export async function tellEverything(
  shop: RunningShop,
): Promise<{ readonly memberId: string; readonly surprises: readonly string[] }> {
  const { name, otherName, phone, birthday, email, card, earlyCard, subject, claim } = canaries;
  const { key } = await shop.issueKey([STORE]);
  const surprises: string[] = [];
  const sign = async (audience: 'member' | 'admin', scope: string, claims: Record<string, unknown>) =>
    `Bearer ${await shop.running.system.issuer.sign({ audience, subject, scope, claims })}`;
  const person = {
    name: claim,
    email,
    phone_number: phone,
    phone_number_verified: true,
    birthdate: birthday,
  };
  const member = await sign('member', 'member/read member/write', person);
  const admin = await sign('admin', 'admin/members.read', person);
  const reader = await sign('admin', 'admin/contact.read admin/audit.read', {
    sub: 'subject-of-adela',
    name: canaries.administrator,
    email,
  });
  const ask = async (
    status: number,
    method: string,
    path: string,
    authorization: string | null,
    body?: unknown,
  ) => {
    const headers = { 'user-agent': encodeURIComponent(name), 'x-customer': email, cookie: `phone=${phone}` };
    const answer = await shop.ask({
      method,
      path,
      authorization,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status !== status) surprises.push(`${method} ${path}: ${answer.status}, not ${status}`);
    return JSON.parse(answer.text.startsWith('{') ? answer.text : '{}') as Record<string, unknown>;
  };
  const sale = (change: object) => ({
    occurredAt: NOW_ISH,
    currency: 'RUB',
    lines: [{ sku: 'TEA', quantity: 1, amountMinor: 1_500_000 }],
    ...change,
  });
  const attributes = { birthday, email };
  const person42 = { cardNumber: card, name, phone, attributes };

  /** What follows a receipt: with the card, with another's, before its receipt and after it. */
  const follow = async (): Promise<void> => {
    const put = (status: number, path: string, body: object) =>
      ask(status, 'PUT', `/v1/receipts/${path}`, key, { occurredAt: NOW_ISH, ...body });
    await put(201, 'canary-0002/returns/r1', { cardNumber: card, amountMinor: 1 });
    await put(422, 'canary-0002/returns/r2', { cardNumber: earlyCard, amountMinor: 1 });
    await put(201, 'canary-0002/payments/p1', { cardNumber: card, amountMinor: 1 });
    await put(400, 'canary-0002/returns/r3', { cardNumber: card, amountMinor: 1, text: name });
    await put(400, `canary-0002/returns/${encodeURIComponent(email)}`, { all: true });
    await put(202, 'canary-0005/returns/r1', { cardNumber: card, amountMinor: 1 });
    await put(202, 'canary-0005/payments/p1', { cardNumber: earlyCard, amountMinor: 1 });
    await put(201, 'canary-0005', sale({ cardNumber: card }));
    await put(200, 'canary-0005/returns/r1', { cardNumber: card, amountMinor: 1 });
    await put(422, 'canary-0005/payments/p1', { cardNumber: earlyCard, amountMinor: 1 });
  };

  // A card before its member, the member, and the same again in all its failures.
  await ask(
    202,
    'PUT',
    '/v1/receipts/canary-0001',
    key,
    sale({ cardNumber: earlyCard, terminalId: otherName }),
  );
  const enrolled = await ask(201, 'POST', '/v1/members', key, person42);
  await ask(200, 'POST', '/v1/members', key, person42);
  await ask(201, 'POST', '/v1/members', key, { cardNumber: earlyCard, name: otherName, attributes });
  await ask(409, 'POST', '/v1/members', key, { ...person42, name: otherName });
  await ask(409, 'POST', '/v1/members', key, { cardNumber: 'LC-3333', name, phone });
  await ask(400, 'POST', '/v1/members', key, `{"cardNumber":"${card}","name":"${name}`);
  await ask(400, 'POST', '/v1/members', key, { ...person42, [email]: phone });
  await ask(400, 'POST', '/v1/members', key, {
    ...person42,
    phone: `tel:${phone}`,
    attributes: { [email]: birthday },
  });
  await ask(200, 'POST', '/v1/members:resolve', key, { cardNumber: card });
  await ask(400, 'POST', '/v1/members:resolve', key, { cardNumber: name });
  await ask(200, 'POST', '/v1/quotes', key, sale({ cardNumber: card, terminalId: name }));
  await ask(201, 'PUT', '/v1/receipts/canary-0002', key, sale({ cardNumber: card, terminalId: phone }));
  await ask(422, 'PUT', '/v1/receipts/canary-0002', key, sale({ cardNumber: earlyCard }));
  // Beside a card, a member whom nobody knows is the card’s.
  await ask(
    201,
    'PUT',
    '/v1/receipts/canary-0003',
    key,
    sale({ cardNumber: card, memberId: 'nobody-there' }),
  );
  await ask(400, 'PUT', `/v1/receipts/${encodeURIComponent(name)}`, key, sale({}));
  await ask(400, 'PUT', '/v1/receipts/canary-0004', key, sale({ quote: encodeURIComponent(email) }));
  await ask(400, 'GET', `/v1/receipts/canary-0002?storeId=${encodeURIComponent(name)}`, key);
  await follow();

  // The member's own, by token; support's; and what leads nowhere.
  await ask(422, 'POST', '/v1/me:link', member, { cardNumber: card, code: '00000000' });
  await ask(200, 'POST', '/v1/me:link', member, {});
  await ask(200, 'GET', `/v1/me?email=${encodeURIComponent(email)}`, member);
  await ask(200, 'GET', '/v1/me/statuses', member);
  await ask(400, 'GET', `/v1/me/why?system=${encodeURIComponent(name)}`, member);
  const memberId = String(enrolled.memberId);
  await ask(200, 'GET', `/v1/admin/members/${memberId}`, admin);
  // A phone in clear, for a reason; told, and read again by whom it concerns.
  const because = `reason=${encodeURIComponent(canaries.reason)}`;
  await ask(200, 'GET', `/v1/admin/members/${memberId}/contact?${because}`, reader);
  await ask(
    400,
    'GET',
    `/v1/admin/members/${memberId}/contact?reason=${encodeURIComponent(`${name}\n`)}`,
    reader,
  );
  await ask(404, 'GET', `/v1/admin/members/nobody-there/contact?${because}`, reader);
  await ask(200, 'GET', `/v1/admin/audit?memberId=${memberId}`, reader);
  await ask(400, 'GET', `/v1/admin/audit?action=${encodeURIComponent(email)}`, reader);
  await ask(400, 'GET', `/v1/admin/members/${encodeURIComponent(email)}`, admin);
  await ask(400, 'GET', `/v1/admin/members/${memberId}/history?cursor=${encodeURIComponent(name)}`, admin);
  await ask(404, 'GET', `/v1/people/${encodeURIComponent(name)}?phone=${encodeURIComponent(phone)}`, null);
  await ask(405, 'PUT', `/v1/quotes?name=${encodeURIComponent(name)}`, key);
  await ask(403, 'GET', '/v1/receipts/canary-0002', `pos_${encodeURIComponent(name)}_${email}`);
  await ask(401, 'GET', '/v1/me', `Bearer ${encodeURIComponent(name)}`);

  // A month turns: statuses change, the sweep writes, facts are published.
  await shop.ask({ method: 'POST', path: '/_local/clock/wind', body: { until: '2024-06-02T12:00:00.000Z' } });
  await shop.ask({ method: 'POST', path: '/_local/tick' });
  return { memberId, surprises };
}
