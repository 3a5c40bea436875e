import { LocalIssuer } from '../../local/http/issuer.ts';
import type { Deployed } from '../deploy/deployed.ts';
import { runLaurel } from '../fixtures/laurel-command.ts';
import type { DayOfSale, SystemUnderTest } from './system-under-test.ts';

/** A stack that somebody has deployed and will take away. Its clock is the world's. */
export function openDeployedSystem({ url, stack, issuers }: Deployed): SystemUnderTest {
  const issuer = new LocalIssuer(issuers.url, Date, issuers.keys);
  const no = () => Promise.reject(new Error('a deployed stack cannot do that: say so with `needing`'));
  return {
    url,
    day: today(),
    token: (audience, scope) => issuer.sign({ audience, subject: 'somebody', scope }),
    laurel: async (...words) => {
      // Where the emulated AWS answers stands in this run's environment.
      const { status, stdout, stderr } = await runLaurel(
        [...words, '--stack', stack],
        definedOf(process.env),
      );
      if (status !== 0) throw new Error(`laurel ${words.join(' ')} ended with ${status}: ${stderr}`);
      return stdout.trim();
    },
    windTo: no,
    events: no,
    restart: no,
    close: async () => undefined,
  };
}

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? '']));

const MOSCOW_AHEAD_MS = 3 * 3_600_000;

/** This moment, in the Moscow of these years: three hours ahead of UTC, in summer and winter. */
function today(): DayOfSale {
  const now = Date.now();
  const local = new Date(now + MOSCOW_AHEAD_MS);
  return {
    occurredAt: new Date(now).toISOString(),
    businessDay: local.toISOString().slice(0, 10),
    turnsAt: new Date(
      Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1) - MOSCOW_AHEAD_MS,
    ).toISOString(),
  };
}
