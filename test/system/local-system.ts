import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem } from '../../local/run-system.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { runLaurel } from '../fixtures/laurel-command.ts';
import type { DayOfSale, SystemUnderTest, ToldEvent } from './system-under-test.ts';

const day: DayOfSale = {
  occurredAt: '2024-05-20T12:00:00+03:00',
  businessDay: '2024-05-20',
  turnsAt: '2024-05-31T21:00:00.000Z',
};

/** The real template and the real bundles on this machine, with a clock of its own and data that go with it. */
export async function openLocalSystem(): Promise<SystemUnderTest> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'laurel-way-'));
  const assemblyFolder = await assemblyOfRun();
  const start = (firstEpochMs?: number) =>
    startSystem({ dataFolder, assemblyFolder, ...(firstEpochMs === undefined ? {} : { firstEpochMs }) });
  let running = await start(Date.parse(day.occurredAt));
  const control = async (method: string, path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${running.url}/_local/${path}`, {
      method,
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    return await response.json();
  };
  return {
    get url() {
      return running.url;
    },
    day,
    token: (audience, scope) => running.system.issuer.sign({ audience, subject: 'somebody', scope }),
    laurel: async (...words) => {
      const { status, stdout, stderr } = await runLaurel([...words, '--home', dataFolder]);
      if (status !== 0) throw new Error(`laurel ${words.join(' ')} ended with ${status}: ${stderr}`);
      return stdout.trim();
    },
    windTo: async (until) => {
      await control('POST', 'clock/wind', { until });
      await control('POST', 'tick', {});
    },
    events: async () => ((await control('GET', 'events', {})) as { items: ToldEvent[] }).items,
    restart: async () => {
      await running.stop();
      running = await start();
      return running;
    },
    close: async () => {
      await running.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
