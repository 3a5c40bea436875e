import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { enrolMember } from '#operations/enrol-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { ACCOUNT_OPERATOR, type AwsAccount, startAwsAccount } from '../fixtures/aws-account.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { runLaurel, type Said } from '../fixtures/laurel-command.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/** Each step of the command against a deployed stack as against the local one: the same words, the same answers. */

const home = mkdtempSync(join(tmpdir(), 'laurel-targets-'));
const program = new URL('../../programs/loymax-amount/program.yaml', import.meta.url).pathname;
let account: AwsAccount;
let runner: Server;
const environments: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  const endpoint = inject('dynamodbEndpoint');
  account = await startAwsAccount(endpoint, {
    name: 'Laurel',
    outputs: {
      ApiUrl: 'https://api.example',
      TableName: 'in-account',
      BusName: 'facts',
      SealSecretArn: 'arn:seal',
      LastingBucketName: 'lasting',
    },
  });
  // A runner is asked for its time alone.
  runner = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ now: new Date().toISOString() }));
  });
  await new Promise<void>((resolve) => runner.listen(0, '127.0.0.1', resolve));
  const local = { region: 'eu-central-1', accessKeyId: 'targetslocal', secretAccessKey: 'local' };
  const api = `http://127.0.0.1:${(runner.address() as AddressInfo).port}`;
  writeFileSync(
    join(home, 'local.json'),
    JSON.stringify({
      api,
      dynamodb: endpoint,
      secretsManager: account.endpoint,
      s3: account.endpoint,
      tableName: 'on-machine',
      sealSecretArn: 'arn:local-seal',
      lastingBucketName: 'local-lasting',
      ...local,
    }),
  );
  environments.local = {};
  environments.stack = {
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_ACCESS_KEY_ID: 'targetsstack',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
});

afterAll(async () => {
  await account.stop();
  runner.close();
  rmSync(home, { recursive: true });
});

test('the system’s clock decides when a program comes into force, and a machine that is far off is told', async () => {
  const endpoint = inject('dynamodbEndpoint');
  const table = await createTable(localClient(endpoint, 'targetsclock'), 'clocked');
  const house = houseOn(table, new Date().toISOString());
  const clocked = await startAwsAccount(endpoint, {
    name: 'Laurel',
    outputs: { ApiUrl: 'https://api.example', TableName: 'clocked', BusName: 'facts' },
  });
  const activate = (file: string) =>
    runLaurel(['activate', file, '--stack', 'Laurel', '--region', 'eu-central-1'], {
      AWS_ENDPOINT_URL: clocked.endpoint,
      AWS_ACCESS_KEY_ID: 'targetsclock',
      AWS_SECRET_ACCESS_KEY: 'x',
    });
  try {
    for (const [aheadMs, words] of [
      [300_000, 'behind the table’s'],
      [-300_000, 'ahead of the table’s'],
    ] as const) {
      clocked.aheadMs = aheadMs;
      const { status, stderr } = await activate(program);
      expect([status, stderr]).toEqual([1, expect.stringContaining(words.replace('’', "'"))]);
      expect((await house.archive.read()).timeline).toEqual([]);
    }
    clocked.aheadMs = 20_000;
    expect((await activate(program)).status).toBe(0);
    house.set(new Date(Date.now() + 60_000).toISOString());
    await house.enrol('card-1');
    const second = join(home, 'second.yaml');
    writeFileSync(second, readFileSync(program, 'utf8').replace('name: loymax-amount', 'name: second'));
    const asked = Date.now();
    expect((await activate(second)).status).toBe(0);
    const [, later] = (await house.archive.read()).timeline;
    // Sixty seconds after the table's clock, which is twenty ahead.
    expect((later?.from ?? 0) - asked).toBeGreaterThan(79_000);
    expect((later?.from ?? 0) - asked).toBeLessThan(95_000);
  } finally {
    await clocked.stop();
  }
});

describe.each([
  { target: 'local', words: ['--home', home], key: 'targetslocal', tableName: 'on-machine' },
  {
    target: 'stack',
    words: ['--stack', 'Laurel', '--region', 'eu-central-1'],
    key: 'targetsstack',
    tableName: 'in-account',
  },
])('against the $target', ({ target, words, key, tableName }) => {
  let house: House;
  const laurel = (...args: string[]): Promise<Said> => runLaurel([...args, ...words], environments[target]);

  beforeAll(async () => {
    const table = await createTable(localClient(inject('dynamodbEndpoint'), key), tableName);
    house = houseOn(table, new Date().toISOString());
  });

  test('programs: none, then one that is activated, listed and shown', async () => {
    expect((await laurel('programs', 'list')).stderr).toContain('has no program yet');
    expect(await laurel('programs', 'show')).toMatchObject({ status: 1, stdout: '' });
    expect((await laurel('activate', program)).stdout).toMatch(
      /^loymax-amount is version 1, in force from 20/,
    );
    expect((await laurel('activate', program)).stdout).toContain('was already version 1');
    const { stdout, status } = await laurel('programs', 'list');
    expect(status).toBe(0);
    expect(stdout).toMatch(/▶ +1 {2}loymax-amount {2}20\d\d-\d\d-\d\d \d\d:\d\d → +Europe\/Moscow/);
    const shown = await laurel('programs', 'show', '1');
    expect(shown.stdout).toContain('loymax-amount, version 1, in force from 20');
    expect(shown.stdout).toMatch(/Gold +over 10000 RUB|Gold .*RUB/);
    expect((await laurel('programs', 'show', '7')).stderr).toContain('has no program version 7');
  });

  test('keys: made, listed, revoked', async () => {
    expect((await laurel('keys', 'list')).stderr).toContain('has no till keys');
    const made = await laurel('keys', 'create', '--stores', '292,381');
    const [, keyId = ''] = /^pos_([a-z0-9]{12})_[A-Za-z0-9_-]{32}\n$/.exec(made.stdout) ?? [];
    expect(keyId).not.toBe('');
    const listed = await laurel('keys', 'list');
    expect(listed.stdout).toMatch(new RegExp(`^${keyId}  20\\d\\d-\\d\\d-\\d\\d +live +292, 381$`, 'm'));
    expect(listed.stdout).not.toContain('pos_');
    expect((await laurel('keys', 'revoke', keyId)).stdout).toContain(`${keyId} is revoked`);
    expect((await laurel('keys', 'list')).stdout).toMatch(
      new RegExp(`^${keyId}  \\d{4}-\\d\\d-\\d\\d  \\d{4}-\\d\\d-\\d\\d  live +292, 381$`, 'm'),
    );
    const training = await laurel('keys', 'create', '--stores', '292', '--training');
    expect(training.stderr).toContain('nothing that a till sends with it is stored');
    expect((await laurel('keys', 'list')).stdout).toMatch(/ {2}training {2}292$/m);
    expect(await laurel('keys', 'revoke', 'nobody000000')).toMatchObject({
      status: 1,
      stderr: 'there is no till key nobody000000\n',
    });
  });

  test('a member: by card and by id, with nothing personal unless it is asked for', async () => {
    house.set(new Date().toISOString());
    const outcome = await enrolMember(house, {
      cardNumber: 'LC-100042',
      name: 'Anna',
      phone: '+79161234567',
      attributes: new Map([['district', 'Sovetsky']]),
    });
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    const occurredAt = house.clock.now();
    const { memberId } = outcome;
    await scoreReceipt(
      house,
      requestOf({ receiptId: 'r-00000001', memberId, occurredAt, amountMinor: 600_000 }),
    );
    const byCard = await laurel('members', 'show', 'LC-100042');
    expect(byCard.status).toBe(0);
    expect(byCard.stdout).toContain(`${memberId}  member since 20`);
    expect(byCard.stdout).toContain('1 entry in the books');
    expect(byCard.stdout).toMatch(/\[Bronze\] › Silver › Gold/);
    expect(byCard.stdout).toMatch(/progress +[▓░]{40} 5880\.00 RUB of /);
    expect(byCard.stdout).toContain('enrolled as Bronze');
    for (const personal of ['Anna', '9161234567', '*67', 'LC-100042', 'Sovetsky']) {
      expect(byCard.stdout + byCard.stderr).not.toContain(personal);
    }
    expect((await laurel('members', 'show', memberId)).stdout.split('\n')[0]).toBe(
      byCard.stdout.split('\n')[0],
    );
    const asked = await laurel('members', 'show', 'LC-100042', '--contact');
    expect(asked.stdout).toContain('contact: Anna, +*********67');
    expect(asked.stdout).not.toContain('9161234');
  });

  test('a program that members would notice is told, and what is dangerous wants to be meant', async () => {
    const changed = join(home, `changed-${target}.yaml`);
    const text = readFileSync(program, 'utf8');
    writeFileSync(changed, text.replace('zone: Europe/Moscow', 'zone: Asia/Tokyo'));
    const refused = await laurel('activate', changed);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(
      /changed-\w+\.yaml:\d+:\d+ danger Days, periods and hours go by Asia\/Tokyo/,
    );
    // Its cases are of Moscow's days.
    expect(refused.stderr).toMatch(/✗ .+\n/);
    expect(refused.stderr).toContain('say --accept-dangers');
    expect((await laurel('programs', 'list')).stdout).not.toContain('Tokyo');
    const meant = await laurel('activate', changed, '--accept-dangers');
    expect(meant.stdout).toMatch(/^loymax-amount is version 2, in force from /);
    const listed = (await laurel('programs', 'list')).stdout;
    expect(listed).toContain('Asia/Tokyo');
  });

  test('rules are found by what they are called', async () => {
    const found = await laurel('programs', 'show', '1', '--rule', 'SILVER');
    expect(found.stdout).toMatch(/^name: silver-discount\n/);
    expect(found.stdout).not.toContain('gold-discount');
    expect(await laurel('programs', 'show', '1', '--rule', 'nothing of it')).toMatchObject({ status: 1 });
    expect(await laurel('programs', 'list', '--rule', 'x')).toMatchObject({ status: 2 });
  });

  test('a card that nobody has is not repeated', async () => {
    const { status, stdout, stderr } = await laurel('members', 'show', 'LC-999999');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('knows no member by that card or id');
    expect(stderr).not.toContain('LC-999999');
  });
});

describe('what was done above is told', () => {
  const asked = (target: string, words: readonly string[]) =>
    runLaurel(['audit', '--json', '--limit', '100', ...words], environments[target]);
  const linesOf = ({ stdout }: Said): readonly { readonly action: string; readonly actor: object }[] =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const inStack = ['--stack', 'Laurel', '--region', 'eu-central-1'];
  const wanted = [
    'program.activated',
    'till-key.created',
    'till-key.revoked',
    'till-key.created',
    'program.activated',
  ];

  test.each([
    ['local', ['--home', home], `${userInfo().username}@${hostname()}`],
    ['stack', inStack, ACCOUNT_OPERATOR],
  ])(
    'with who did it, against the %s: what was refused, or was so already, is nothing that was done',
    async (target, words, identity) => {
      const lines = linesOf(await asked(target, words));
      expect(lines.map(({ action }) => action)).toEqual(wanted);
      for (const { actor } of lines) expect(actor).toEqual({ kind: 'operator', identity });
    },
  );

  test('with why, where that was said, and with what is another than it was', async () => {
    const created = await runLaurel(
      ['keys', 'create', '--stores', '7', '--reason', 'a new till in the old town', ...inStack],
      environments.stack,
    );
    const [, keyId] = /^pos_([a-z0-9]{12})_/.exec(created.stdout) ?? [];
    const { stdout, stderr } = await runLaurel(['audit', '--limit', '1', ...inStack], environments.stack);
    expect(stdout).toMatch(
      new RegExp(
        `till-key\\.created  till-key ${keyId}  by ${ACCOUNT_OPERATOR}\n +“a new till in the old town”\n +stores: 7\n +kind: live\n$`,
      ),
    );
    expect(created.stdout.length).toBeGreaterThan(30);
    expect(stdout).not.toContain(created.stdout.trim().slice(-20));
    const [, place = ''] = /older ones: --after (\S+)/.exec(stderr) ?? [];
    const older = await runLaurel(['audit', '--after', place, ...inStack], environments.stack);
    expect(older.stdout).toContain('in force from: 20');
    expect(older.stdout).not.toContain('old town');
    const activated = await asked('stack', ['--action', 'program.activated', ...inStack]);
    expect(linesOf(activated)).toMatchObject([
      { changes: [{ what: 'version', before: '1', after: '2' }, {}, {}] },
      { changes: [{ what: 'version', before: null, after: '1' }, {}, {}] },
    ]);
  });

  test('none of it is, where nothing is asked for', async () => {
    const none = await runLaurel(['audit', '--since', '2100-01-01', ...inStack], environments.stack);
    expect(none).toMatchObject({ status: 0, stdout: '' });
    expect(none.stderr).toContain('has no such entry');
    expect((await asked('stack', ['--member', 'nobody', ...inStack])).stdout).toBe('');
  });
});

describe('a stack that cannot be reached is told in words', () => {
  const signedIn = () => environments.stack ?? {};
  test.each([
    ['another name', ['--stack', 'Laurle', '--region', 'eu-central-1'], {}, 1, 'there is no stack Laurle'],
    ['no region', ['--stack', 'Laurel'], {}, 1, 'name it with --region'],
    [
      'no such profile',
      ['--stack', 'Laurel', '--region', 'eu-central-1', '--profile', 'none'],
      {},
      1,
      'no AWS credentials',
    ],
    ['stack and home', ['--stack', 'Laurel', '--home', home], {}, 2, 'say one of them'],
    ['a region alone', ['--region', 'eu-central-1'], {}, 2, 'go with --stack NAME'],
  ])('%s', async (_what, words, extra, status, says) => {
    const said = await runLaurel(['keys', 'list', ...words], { ...signedIn(), ...extra });
    expect(said.stderr).toContain(says);
    expect(said.status).toBe(status);
  });

  test('no credentials at all', async () => {
    const said = await runLaurel(['keys', 'list', '--stack', 'Laurel', '--region', 'eu-central-1'], {
      AWS_ENDPOINT_URL: account.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(said.stderr).toContain('no AWS credentials were found');
    expect(said.status).toBe(1);
  });

  test('a stack of something else', async () => {
    const other = await startAwsAccount(inject('dynamodbEndpoint'), { name: 'Other', outputs: { Url: 'x' } });
    const said = await runLaurel(['keys', 'list', '--stack', 'Other', '--region', 'eu-central-1'], {
      ...signedIn(),
      AWS_ENDPOINT_URL: other.endpoint,
    });
    await other.stop();
    expect(said.stderr).toContain("the stack Other in eu-central-1 is not Laurel's");
  });
});
