import { row, type Sabotage } from './sabotage.ts';

const FACTS = 'test/functions/facts-and-sweep.test.ts';
const record = 'shared/lambda/stream-record.ts';
const sweep = 'shared/operations/sweep.ts';
const swept = 'shared/lambda/swept-shards.ts';
const SWEEP = 'test/operations/sweep.test.ts';
const SWEPT = 'test/lambda/swept-shards.test.ts';
const schemaErrors = 'shared/lambda/schema-errors.ts';
const REFUSING = 'test/bad-input/work-of-refusing.test.ts';
const bus = 'shared/lambda/event-bus.ts';

/** One bad thing harms itself alone. */
export const neighbourSabotages: readonly Sabotage[] = [
  row('what cannot be read is put aside', record, '(read[at] === null || bad.has(at))', 'bad.has(at)', FACTS),
  row(
    'what the bus never takes is put aside',
    record,
    '(read[at] === null || bad.has(at))',
    'read[at] === null',
    FACTS,
  ),
  row('what waits is not put aside yet', record, 'at < waiting && ', '', FACTS),
  row('what the bus never takes holds nobody up', bus, "'MalformedDetail', 'InvalidArgument'", '', FACTS),
  row(
    'what the bus cannot take now comes again',
    bus,
    "NEVER.has(errorCode) ? 'never' : 'later'",
    "'never'",
    FACTS,
  ),
  row(
    'an event larger than a call is never taken',
    bus,
    "call.length === 0 ? (['never'] as const) : await send(call)",
    'await send(call)',
    FACTS,
  ),
  row(
    'a member who fails is caught',
    sweep,
    '    tally.failures.set(memberId, error);\n    return false;',
    '    throw error;',
    SWEEP,
  ),
  row(
    'who failed in a walk is noted',
    sweep,
    'if (failed.length > 0) {',
    'if (failed.length > 1_000) {',
    SWEEP,
  ),
  row('who failed is tried again', sweep, '(await sweepFailed(run))', 'null', SWEEP),
  row(
    'who is settled is taken out',
    sweep,
    'await ports.board.noteSettled(shard, settled)',
    'void settled',
    SWEEP,
  ),
  row('those who failed take turns', sweep, 'Math.floor(ports.clock.now() / INDEX_LAG_MS)', '0', SWEEP),
  row('too many who fail stop the walk', sweep, '!isSettled && failedIn(run) > MAX_FAILED', 'false', SWEEP),
  row('bad ones who are due are passed by', sweep, '    after = page.next;\n  } while', '  } while', SWEEP),
  row('a walk heeds its time', sweep, "if (!run.hasTime()) return { stop: 'to-go-on', last };", '', SWEEP),
  row(
    'a walk notes its place by member',
    sweep,
    'stop === null ? page.next : (last ?? after)',
    'page.next ?? after',
    SWEEP,
  ),
  row(
    'a walk that is overtaken stops',
    sweep,
    "walk: { towards: periodEnd, after } })) === 'overtaken'",
    "walk: { towards: periodEnd, after } })) === 'never'",
    SWEEP,
  ),
  row('a walk waits for the index', sweep, 'ports.clock.now() - INDEX_LAG_MS', 'ports.clock.now()', SWEEP),
  row(
    'a state that does not decode is one member’s',
    'shared/table/sweep-board.ts',
    "return { kind: 'unreadable', memberId, place, error };",
    'throw error;',
    'test/operations/sweep.connected.test.ts',
  ),
  row(
    'a shard without time goes on by itself',
    swept,
    "if (kind === 'to-go-on') await work.goOn(shard);\n  else ",
    '',
    SWEPT,
  ),
  row(
    'a member who fails is logged',
    swept,
    "logger.error('not swept', { shard, memberId, ...traceOf(error) })",
    'void [memberId, error]',
    SWEPT,
  ),
  row('members who fail are counted', swept, 'if (failures.size > 0)', 'if (failures.size > 1_000)', SWEPT),
  row(
    'a shard that fails is logged',
    swept,
    "logger.error('not swept', { ...(shard !== null && { shard }), ...traceOf(error) });",
    '',
    SWEPT,
  ),
  row(
    'a member who cannot be rebuilt harms nobody',
    'shared/operations/rebuild-member.ts',
    "return { kind: 'failed', error };",
    'throw error;',
    'test/operations/rebuild.connected.test.ts',
  ),
  row('a length is asked first', 'shared/contracts/http/bounded.ts', 'size <= max', 'true', REFUSING),
  row('so many issues are looked at', schemaErrors, 'issues.slice(0, MAX_ISSUES)', 'issues', REFUSING),
  row(
    'errors are told once, in one pass',
    schemaErrors,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    '[...new Map(errors.map((error) => [`${error.code} ${error.pointer}`, error])).values()]',
    'errors.filter((one, at) => errors.findIndex(({ pointer, code }) => pointer === one.pointer && code === one.code) === at)',
    REFUSING,
  ),
  row(
    'an item that is to be sent again is in the log',
    'shared/lambda/batch-items.ts',
    "if (found.code === 'internal' || found.code === 'try-again')",
    "if (found.code === 'internal')",
    'test/lambda/batch-items.test.ts',
  ),
];
