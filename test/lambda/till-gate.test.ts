import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Route, routes } from '#contracts/http/routes.ts';
import { answer } from '#lambda/http-answer.ts';
import { tillHandler } from '#lambda/till-handler.ts';
import { readsOnly } from '#operations/rehearsal.ts';
import { TableBusyError } from '#table/errors.ts';
import { call, recorded } from '../fixtures/edge.ts';

/** The gate of every till route: what the gateway has let in is asked for once more. */
const gateOf = (isRevoked: () => Promise<boolean>) => {
  let acted = 0;
  const handler = tillHandler(
    routes.resolveCard,
    { revoked: { isRevoked }, ports: () => null, rehearsed: readsOnly },
    {},
    async () => {
      acted += 1;
      return answer(200, {});
    },
  );
  return { handler, acted: () => acted };
};

const ask = async (isRevoked: () => Promise<boolean>) => {
  const { handler, acted } = gateOf(isRevoked);
  const { statusCode, body, headers } = await call(handler, recorded('put-receipt'));
  return { statusCode, code: JSON.parse(body ?? '{}').code, acted: acted(), retry: headers?.['retry-after'] };
};

test('a key that was revoked is refused before anything else', async () => {
  expect(await ask(async () => true)).toMatchObject({ statusCode: 403, code: 'key-revoked', acted: 0 });
  expect(await ask(async () => false)).toMatchObject({ statusCode: 200, acted: 1 });
});

test('where nobody can say, the till is asked to come again', async () => {
  const busy = await ask(async () => {
    throw new TableBusyError('busy');
  });
  expect(busy).toMatchObject({ statusCode: 503, code: 'try-again', acted: 0 });
});

test('the key that is asked for is the one that speaks', async () => {
  const asked: string[] = [];
  const { handler } = gateOf(async (...[keyId]: string[]) => {
    asked.push(keyId ?? '');
    return false;
  });
  const event = recorded('put-receipt');
  await call(handler, event);
  const { lambda } = (event.requestContext as unknown as { authorizer: { lambda: { keyId: string } } })
    .authorizer;
  expect(asked).toEqual([lambda.keyId]);
});

test('a key of training is given the ports that store nothing, a live one its own', async () => {
  const given: string[] = [];
  const handler = tillHandler(
    routes.resolveCard,
    { revoked: { isRevoked: async () => false }, ports: () => 'live', rehearsed: (it) => `${it}, rehearsed` },
    {},
    async (ports) => {
      given.push(ports);
      return answer(200, {});
    },
  );
  for (const kind of [undefined, 'live', 'training']) {
    const event = recorded('put-receipt');
    const authorizer = { lambda: { keyId: 'abcdefgh2345', stores: '292', scopes: '', kind } };
    Object.assign(event.requestContext, { authorizer });
    await call(handler, event);
  }
  expect(given).toEqual(['live', 'live', 'live, rehearsed']);
});

test('every route of tills goes through it', () => {
  const tillRoutes = Object.values<Route>(routes).filter(({ actor }) => actor === 'till');
  expect(tillRoutes.length).toBeGreaterThan(5);
  for (const { handler } of tillRoutes) {
    expect(readdirSync(`functions/${handler}`)).toContain('handler.ts');
    expect(readFileSync(`functions/${handler}/handler.ts`, 'utf8')).toMatch(
      /tillHandler\(\s*routes\.\w+,\s*(?:gate,|\{ revoked: ports\.revoked,)/,
    );
  }
});
