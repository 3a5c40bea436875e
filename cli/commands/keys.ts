import { randomIds } from '#operations/chance.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { tillKeys } from '#table/till-keys.ts';
import { DEFAULT_HOME } from '../target/local-target.ts';
import { openTarget } from '../target/table-target.ts';
import { type Command, WrongCall } from './command.ts';

export const keys: Command = {
  name: 'keys',
  summary: 'Make a till key for stores, or take one back.',
  usage: 'create --stores 1,2 | revoke KEYID…',
  options: { stores: { type: 'string' }, table: { type: 'string' }, home: { type: 'string' } },
  optionHelp: {
    stores: 'The stores for which the key speaks, with commas.',
    table: 'Name of a deployed stack’s table, with your AWS credentials. Left out: the local system.',
    home: `Folder of the local system (${DEFAULT_HOME}).`,
  },
  run: async (call, terminal) => {
    const [what, ...keyIds] = call.words;
    const stores = storesOf(call.text('stores'));
    if (
      what === 'create' ? stores.length === 0 || keyIds.length > 0 : what !== 'revoke' || keyIds.length === 0
    ) {
      throw new WrongCall('say `keys create --stores 1,2` or `keys revoke KEYID`');
    }
    const target = await openTarget(call.text('table'), call.text('home') ?? DEFAULT_HOME);
    try {
      const ports = { keys: tillKeys(target.table), ids: randomIds, clock: target.clock };
      if (what === 'create') {
        const { key } = await issueTillKey(ports, stores);
        terminal.out(key);
        terminal.err(
          `Speaks for ${stores.join(', ')}. It is shown this once: keep it where the till keeps its secrets.`,
        );
        return 0;
      }
      for (const keyId of keyIds) {
        if ((await ports.keys.read(keyId)) === null) {
          terminal.err(`there is no till key ${keyId}`);
          return 1;
        }
        await ports.keys.revoke(keyId, target.clock.now());
        terminal.out(`${keyId} is revoked`);
      }
      return 0;
    } finally {
      target.close();
    }
  },
};

function storesOf(text: string | undefined): readonly string[] {
  const stores = (text ?? '')
    .split(',')
    .map((store) => store.trim())
    .filter((store) => store !== '');
  const wrong = stores.find((store) => !/^[A-Za-z0-9._-]{1,64}$/.test(store));
  if (wrong !== undefined) throw new WrongCall(`--stores: ${wrong} is no store id`);
  return stores;
}
