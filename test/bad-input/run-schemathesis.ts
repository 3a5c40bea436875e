import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { monthlyAmount } from '../fixtures/programs.ts';
import { pythonEnvironment } from '../fixtures/python-environment.ts';
import { openShop } from '../fixtures/running-shop.ts';

/**
 * `npm run test:schemathesis`: an independent reader of the OpenAPI document (Schemathesis, from PyPI) asks the running
 * system whatever the document allows and forbids. Needs Python 3.10 or later; it gets an environment of its own.
 */
const { values } = parseArgs({ options: { examples: { type: 'string', default: '100' } } });
const VERSION = '4.32.5';
const CHECKS =
  'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';

const environment = fileURLToPath(new URL('../../.laurel/schemathesis/', import.meta.url));
const command = pythonEnvironment(environment, [`schemathesis==${VERSION}`], 'schemathesis')('schemathesis');

/** Its memory of runs and failures is nobody's to find here. */
const notes = mkdtempSync(join(tmpdir(), 'laurel-schemathesis-'));
const shop = await openShop(monthlyAmount(), new Date().toISOString());
try {
  const { issuer } = shop.running.system;
  const signed = async (audience: 'member' | 'admin', scope: string): Promise<string> =>
    `Bearer ${await issuer.sign({ audience, subject: 'generated', scope })}`;
  const callers = [
    { tag: 'Tills', header: (await shop.issueKey(['292'])).key },
    { tag: 'Members', header: await signed('member', 'member/read member/write') },
    {
      tag: 'Administrators',
      header: await signed('admin', 'admin/members.read admin/contact.read admin/audit.read'),
    },
    { tag: 'Everybody', header: 'none' },
  ];
  for (const { tag, header } of callers) {
    // The system runs in this very process, which must not wait standing still.
    const child = spawn(
      command,
      [
        'run',
        `${shop.running.url}/openapi.json`,
        ...['--header', `Authorization: ${header}`],
        ...['--include-tag', tag],
        ...['--checks', CHECKS],
        ...['--max-examples', values.examples],
        ...['--phases', 'examples,coverage,fuzzing'],
        '--no-color',
      ],
      { stdio: 'inherit', cwd: notes },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) process.exitCode = 1;
  }
} finally {
  await shop.close();
  rmSync(notes, { recursive: true, force: true });
}
