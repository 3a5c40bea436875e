import { row, type Sabotage } from './sabotage.ts';

const FACTS = 'test/functions/facts-and-sweep.test.ts';
const record = 'shared/lambda/stream-record.ts';
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
];
