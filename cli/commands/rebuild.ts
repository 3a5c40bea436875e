import { SingleBar } from 'cli-progress';
import {
  type RebuildMode,
  type RebuildPorts,
  type Rebuilt,
  rebuildMember,
} from '#operations/rebuild-member.ts';
import { compiledTimeline } from '#table/deciding-ports.ts';
import { entryHistory, factHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { stateRepair } from '#table/state-repair.ts';
import { healAll } from '../backup/heal-all.ts';
import { keepAway, notedIn } from '../backup/keep-away.ts';
import { atOnce } from '../replay/at-once.ts';
import { type Target, withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Call, type Command, type ExitCode, type Terminal, WrongCall } from './command.ts';

/** Members looked into side by side. */
const AT_ONCE = 8;
/** So many members may fail each for themselves. */
const MAX_FAILED = 200;
/** A member whose books are just moving is asked again so often, half a second apart. */
const TRIES = 5;
const PAUSE_MS = 500;

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'Compare members’ states with what their receipts make of them, and put them right.',
  usage: '[MEMBERID…] [--write | --after-restore]',
  options: { write: { type: 'boolean' }, 'after-restore': { type: 'boolean' }, ...targetOptions },
  optionHelp: {
    'after-restore':
      'The same, and the receipts are the truth: heals halves of transactions that a backup may hold. While nobody writes; of members who are named, their states alone.',
    write: 'Put right what differs, and back what is gone. Left out: only say so.',
    ...targetHelp,
  },
  run: async (call, terminal) => {
    if (call.flag('write') && call.flag('after-restore'))
      throw new WrongCall('--after-restore writes already: leave --write out');
    const wrong = call.words.find((word) => !/^[A-Za-z0-9._-]{1,64}$/.test(word));
    if (wrong !== undefined) throw new WrongCall(`${wrong} is no member id`);
    return await withTarget(call, (target) => lookInto(target, call.words, modeOf(call), terminal));
  },
};

const modeOf = (call: Call): RebuildMode =>
  call.flag('after-restore') ? 'after-restore' : call.flag('write') ? 'write' : 'look';

/** Kind of finding → how many members. */
type Tally = Map<Rebuilt['kind'], number>;

async function lookInto(
  target: Target,
  named: readonly string[],
  mode: RebuildMode,
  { out, err, paint }: Terminal,
): Promise<ExitCode> {
  // First, so that nothing which was taken back works for a moment longer than it must.
  if (mode === 'after-restore') {
    await keepAway(target, await notedIn(target), out);
    if (named.length === 0) await healAll(target, out);
  }
  const write = mode !== 'look';
  const ports = { ...portsOf(target), ...(write ? { hand: await target.acting() } : {}) };
  const memberIds = [...named];
  if (named.length === 0) for await (const memberId of target.whole.memberIds()) memberIds.push(memberId);
  const tally: Tally = new Map();
  const count = (kind: Rebuilt['kind']): number => tally.get(kind) ?? 0;
  const bar = process.stderr.isTTY === true && process.env.CI === undefined ? barOf(memberIds.length) : null;
  await atOnce(AT_ONCE, memberIds, async (memberId) => {
    const found = await patiently(ports, memberId, mode);
    tally.set(found.kind, (tally.get(found.kind) ?? 0) + 1);
    bar?.increment();
    if (found.kind !== 'agrees') err(`${memberId}: ${wordsOf(found)}`);
    // Then it is not the members who are broken, and nothing is said of the rest.
    if (count('failed') > MAX_FAILED)
      throw new Error(`more than ${MAX_FAILED} members cannot be looked into`);
  });
  bar?.stop();
  const wrong = count('differs') + count('missing');
  const open = count('again') + count('unknown') + count('failed');
  const mark = open === 0 && (write || wrong === 0) ? paint('green', '✓') : paint('red', '✗');
  out(
    `${mark} ${target.name}: ${memberIds.length} members, ${count('agrees')} agree with their receipts, ${count('differs')} differ, ${count('missing')} missing${write && wrong > 0 ? ', all put right' : ''}${open > 0 ? `, ${open} could not be told` : ''}`,
  );
  return open === 0 && (write || wrong === 0) ? 0 : 1;
}

function portsOf({ table, clock }: Target): RebuildPorts {
  return {
    programs: compiledTimeline(table),
    states: stateRepair(table),
    history: entryHistory(table),
    facts: factHistory(table),
    ledger: ledger(table),
    clock,
  };
}

async function patiently(ports: RebuildPorts, memberId: string, mode: RebuildMode): Promise<Rebuilt> {
  let found = await rebuildMember(ports, memberId, mode);
  for (let tries = 1; found.kind === 'again' && tries < TRIES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    found = await rebuildMember(ports, memberId, mode);
  }
  return found;
}

function wordsOf(found: Exclude<Rebuilt, { kind: 'agrees' }>): string {
  switch (found.kind) {
    case 'differs':
      return `${found.parts.join(', ')} differ${receiptsOf(found)}${found.written ? ', put right' : ''}`;
    case 'missing':
      return `the state is gone${found.written ? ', put back' : ''}`;
    case 'again':
      return 'the books are moving; ask again later';
    case 'unknown':
      return 'there is no enrolment to begin with';
    case 'failed':
      return found.error instanceof Error ? found.error.message : String(found.error);
    default:
      return found satisfies never;
  }
}

const receiptsOf = ({ receipts }: Extract<Rebuilt, { kind: 'differs' }>): string =>
  receipts === undefined ? '' : ` (${receipts.counted} receipts were counted, ${receipts.stored} are stored)`;

function barOf(members: number): SingleBar {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '  {bar} {percentage}% │ {value} of {total} members',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
  });
  bar.start(members, 0);
  return bar;
}
