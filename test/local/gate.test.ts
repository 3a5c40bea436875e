import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RunnerClock } from '../../local/clock/runner-clock.ts';
import { Functions } from '../../local/functions/functions.ts';
import { Gate } from '../../local/http/authorizers.ts';
import type { GatewayRequest } from '../../local/http/event.ts';
import { LocalIssuer, makeIssuerKeys } from '../../local/http/issuer.ts';
import type { AuthorizerDescription, FunctionDescription } from '../../local/template/system.ts';

const GATE_ARN = 'arn:gate';
const description: FunctionDescription = {
  name: 'gate',
  arn: GATE_ARN,
  codeFolder: new URL('./small-system/asset', import.meta.url).pathname,
  handler: 'index.gate',
  memoryMb: 512,
  timeoutMs: 20_000,
  environment: {},
  permissions: [],
};

let clock: RunnerClock;
let functions: Functions;
let gate: Gate;
let server: Server;
let issuer: LocalIssuer;

beforeAll(async () => {
  clock = new RunnerClock();
  functions = new Functions([description], () => ({
    clock: clock.memory,
    environment: { AWS_REGION: 'local' },
    most: 1,
    onPrint: () => {},
    onInvocation: () => {},
  }));
  server = createServer((incoming, response) => {
    const found = incoming.url?.endsWith('jwks.json')
      ? issuer.publicKeysOf('member')
      : issuer.configurationOf('member');
    response.end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = new LocalIssuer(url, clock, await makeIssuerKeys());
});

afterAll(async () => {
  await functions.stop();
  server.close();
});

beforeEach(() => {
  clock.set(Date.UTC(2024, 0, 1));
  gate = new Gate(functions, clock);
});

function judge(
  authorizer: AuthorizerDescription,
  authorization: string | null,
  routeKey = 'GET /a',
  scopes: string[] = [],
) {
  const request: GatewayRequest = {
    requestId: 'r',
    method: 'GET',
    url: '/a',
    headers: authorization === null ? {} : { authorization },
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    atEpochMs: clock.now(),
  };
  return gate.judge(request, {
    route: { routeKey, functionArn: 'arn:x', authorizer, scopes },
    pathParameters: {},
  });
}

describe('a function as the gate', () => {
  const byFunction: AuthorizerDescription = {
    kind: 'lambda',
    functionArn: GATE_ARN,
    identitySource: ['$request.header.Authorization', '$context.routeKey'],
    cacheSeconds: 60,
  };
  /** The function numbers the questions that it is really asked. */
  const questionOf = async (...about: [string, string?]) => {
    const verdict = await judge(byFunction, ...about);
    if (verdict.kind !== 'allowed' || verdict.context === null || !('lambda' in verdict.context))
      throw new Error(verdict.kind);
    return verdict.context.lambda.asked as number;
  };

  test('is asked once a minute for a key on a route', async () => {
    const first = await questionOf('good');
    expect(await questionOf('good')).toBe(first);
    clock.set(clock.now() + 58_000);
    expect(await questionOf('good')).toBe(first);
    clock.set(clock.now() + 3_000);
    expect(await questionOf('good')).toBe(first + 1);
  });

  test('is asked anew for another route', async () => {
    const first = await questionOf('good', 'GET /a');
    expect(await questionOf('good', 'GET /b')).toBe(first + 1);
    expect(await questionOf('good', 'GET /a')).toBe(first);
  });

  test('says no: 403; and is not even asked where there is no key: 401', async () => {
    expect(await judge(byFunction, 'bad')).toEqual({ kind: 'forbidden' });
    expect(await judge(byFunction, null)).toEqual({ kind: 'unauthorized' });
    expect(await judge(byFunction, '')).toEqual({ kind: 'unauthorized' });
  });
});

describe('a token at the gate', () => {
  const byToken = (): AuthorizerDescription => ({
    kind: 'jwt',
    issuer: issuer.urlOf('member'),
    audience: [issuer.audienceClaim('member')],
  });
  const token = (claims: Record<string, unknown> = {}, scope = 'a/read a/write') =>
    issuer.sign({ audience: 'member', subject: 's1', scope, claims });

  test('that is in order passes, with its claims as texts', async () => {
    const verdict = await judge(byToken(), `Bearer ${await token({ groups: ['x', 'y'] })}`, 'GET /a', [
      'a/read',
    ]);
    expect(verdict).toMatchObject({
      kind: 'allowed',
      context: {
        jwt: { claims: { sub: 's1', exp: '1704070800', groups: '[x y]' }, scopes: ['a/read', 'a/write'] },
      },
    });
  });

  test('needs one of the route’s scopes: else 403', async () => {
    const sent = `Bearer ${await token({}, 'a/write')}`;
    expect((await judge(byToken(), sent, 'GET /a', ['a/read', 'a/write'])).kind).toBe('allowed');
    expect((await judge(byToken(), sent, 'GET /a', ['a/read'])).kind).toBe('forbidden');
  });

  test('is judged by the runner’s clock', async () => {
    const sent = `Bearer ${await token()}`;
    clock.set(clock.now() + 3_590_000);
    expect((await judge(byToken(), sent)).kind).toBe('allowed');
    clock.set(clock.now() + 20_000);
    expect((await judge(byToken(), sent)).kind).toBe('unauthorized');
  });

  test.each([
    ['of another issuer', { iss: 'http://elsewhere' }],
    ['for another audience', { aud: 'laurel-admin' }],
    ['without an end', { exp: undefined }],
    ['that is not valid yet', { nbf: Date.UTC(2025, 0, 1) / 1000 }],
  ])('%s: 401', async (_, claims) => {
    expect((await judge(byToken(), `Bearer ${await token(claims)}`)).kind).toBe('unauthorized');
  });

  test('signed with another key, another algorithm, or no token at all: 401', async () => {
    const own = { iss: issuer.urlOf('member'), aud: 'laurel-member', exp: Date.UTC(2024, 0, 2) / 1000 };
    const { kid } = issuer.publicKeysOf('member').keys[0] ?? {};
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(own)
      .setProtectedHeader({ alg: 'RS256', kid: String(kid) })
      .sign(privateKey);
    const symmetric = await new SignJWT(own)
      .setProtectedHeader({ alg: 'HS256', kid: String(kid) })
      .sign(new TextEncoder().encode('a secret that is long enough for HS256'));
    for (const sent of [forged, symmetric, 'nonsense']) {
      expect((await judge(byToken(), `Bearer ${sent}`)).kind).toBe('unauthorized');
    }
    expect((await judge(byToken(), null)).kind).toBe('unauthorized');
  });
});
