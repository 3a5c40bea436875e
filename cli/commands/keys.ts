import type { TillKey } from '#operations/ports/till-keys.ts';
import { randomIds } from '#operations/random.ts';
import { issueTillKey, revokeTillKey } from '#operations/till-keys.ts';
import { tillKeys } from '#table/till-keys.ts';
import { type Target, withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, type Terminal, WrongCall } from './command.ts';
import { reasonHelp, reasonOf, reasonOption } from './reason.ts';

export const keys: Command = {
  name: 'keys',
  summary: 'Make till keys for stores, list them, or take one back.',
  usage: 'create --stores 1,2 [--training] [--reason TEXT] | list | revoke KEYID… [--reason TEXT]',
  options: { stores: { type: 'string' }, training: { type: 'boolean' }, ...reasonOption, ...targetOptions },
  optionHelp: {
    stores: 'The stores for which the new key speaks, with commas.',
    training: 'The new key answers like a live one and stores nothing.',
    ...reasonHelp,
    ...targetHelp,
  },
  run: async (call, terminal) => {
    const [what, ...keyIds] = call.words;
    const stores = storesOf(call.text('stores'));
    const sound = {
      create: stores.length > 0 && keyIds.length === 0,
      list: keyIds.length === 0,
      revoke: keyIds.length > 0,
    };
    if (what !== 'create' && what !== 'list' && what !== 'revoke') throw new WrongCall(ADVICE);
    const reason = reasonOf(call);
    if (!sound[what] || (what === 'list' && reason !== null)) throw new WrongCall(ADVICE);
    return await withTarget(call, async (target) => {
      if (what === 'list') return await list(target, terminal);
      const kind = call.flag('training') ? 'training' : 'live';
      return what === 'create'
        ? await create(target, { stores, kind, reason }, terminal)
        : await revoke(target, { keyIds, reason }, terminal);
    });
  },
};

interface Reasoned {
  readonly reason: string | null;
}

const ADVICE = 'say `keys create --stores 1,2`, `keys list` or `keys revoke KEYID`';

async function create(
  { table, acting }: Target,
  { stores, kind, reason }: Pick<TillKey, 'stores' | 'kind'> & Reasoned,
  { out, err }: Terminal,
): Promise<ExitCode> {
  const ports = { ...(await acting()), keys: tillKeys(table), ids: randomIds };
  const { key } = await issueTillKey(ports, stores, kind, reason);
  out(key);
  if (kind === 'training') err('For training: nothing that a till sends with it is stored.');
  err(`Speaks for ${stores.join(', ')}. It is shown this once: keep it where the till keeps its secrets.`);
  return 0;
}

async function list({ name, table }: Target, { out, err, paint }: Terminal): Promise<ExitCode> {
  const all = await tillKeys(table).list();
  if (all.length === 0) err(`${name} has no till keys`);
  else
    out(
      [
        paint('dim', 'key           made        revoked     kind      stores'),
        ...all.map((key) => rowOf(key)),
      ].join('\n'),
    );
  return 0;
}

function rowOf({ keyId, stores, kind, createdAt, revokedAt }: TillKey): string {
  const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
  return `${keyId}  ${day(createdAt)}  ${day(revokedAt).padEnd(10)}  ${kind.padEnd(8)}  ${stores.join(', ')}`;
}

async function revoke(
  { table, lasting, clock, acting }: Target,
  { keyIds, reason }: Reasoned & { readonly keyIds: readonly string[] },
  { out, err }: Terminal,
): Promise<ExitCode> {
  const ports = { ...(await acting()), keys: tillKeys(table) };
  for (const keyId of keyIds) {
    const key = await ports.keys.read(keyId);
    if (key === null) {
      err(`there is no till key ${keyId}`);
      return 1;
    }
    const at = clock.now();
    // First where it outlasts the table: what is restored tomorrow must not let it in again.
    await lasting.note('revoked-keys', { id: keyId, at });
    await revokeTillKey(ports, key, at, reason);
    out(`${keyId} is revoked; what a gateway has remembered of it works for up to 60 seconds more`);
  }
  return 0;
}

function storesOf(text: string | undefined): readonly string[] {
  const stores = (text ?? '')
    .split(',')
    .map((store) => store.trim())
    .filter((store) => store !== '');
  const wrong = stores.find((store) => !/^[A-Za-z0-9._-]{1,64}$/.test(store));
  if (wrong !== undefined) throw new WrongCall(`--stores: ${wrong} is no store id`);
  return stores;
}
