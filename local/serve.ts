import { parseArgs } from 'node:util';
import { startSystem, usualDataFolder } from './run-system.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** `node local/serve.ts`: the system alone, without program and receipts, for tests and tools. */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    data: { type: 'string', default: usualDataFolder },
    'in-memory': { type: 'boolean', default: false },
    /** A folder that `cdk synth` has written, to save doing it again. */
    assembly: { type: 'string' },
    /** The time the clock starts at, RFC 3339. */
    now: { type: 'string' },
    /** The most instances that a function may have. */
    workers: { type: 'string' },
  },
});

const running = await startSystem({
  dataFolder: values.data,
  inMemory: values['in-memory'],
  port: Number(values.port),
  onStep: (step) => console.error(`… ${step}`),
  ...(values.assembly === undefined ? {} : { assemblyFolder: values.assembly }),
  ...(values.workers === undefined ? {} : { workersPerFunction: Number(values.workers) }),
  ...(values.now === undefined ? {} : { firstEpochMs: Date.parse(values.now) }),
});
console.log(JSON.stringify({ ready: true, api: running.url, dataFolder: running.data.path }));
stopOnSignal(running);
