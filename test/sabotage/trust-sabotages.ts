import { row, type Sabotage } from './sabotage.ts';

const rehearsal = 'shared/operations/rehearsal.ts';
const REHEARSAL = 'test/operations/rehearsal.test.ts';

/** What is trusted, and how far: keys of training, keys of seals, what comes back. */
export const trustSabotages: readonly Sabotage[] = [
  row(
    'a key of training gets ports that store nothing',
    'shared/lambda/till-handler.ts',
    "till.kind === 'training' ? rehearsed(live) : live",
    'live',
    'test/lambda/till-gate.test.ts',
  ),
  row(
    'a key of training is stored as one',
    'shared/table/codecs/till-key-item.ts',
    "k: key.kind === 'training' ? text('training') : undefined,",
    '',
    'test/table/codecs',
  ),
  row(
    'a rehearsal answers what is stored',
    rehearsal,
    'return entry === null ?',
    'return entry !== undefined ?',
    REHEARSAL,
  ),
  row(
    'a rehearsed enrolment looks at the card',
    rehearsal,
    'if (taken !== null)',
    'if (taken === undefined)',
    REHEARSAL,
  ),
  row(
    'a rehearsed enrolment looks at the phone',
    rehearsal,
    'if (holder !== null)',
    'if (holder === undefined)',
    REHEARSAL,
  ),
  row(
    'a rehearsed claim goes on from the one before',
    rehearsal,
    'if (snapshot !== undefined) held.set(before.id, { ...snapshot, member: after });',
    '',
    REHEARSAL,
  ),
  row(
    'a code printed in training is nobody’s',
    rehearsal,
    'linkCodes.codeOf({ ...card, memberId: ids.newSecret() })',
    'linkCodes.codeOf({ ...card, printing: card.printing + ids.newSecret().length * 0 })',
    REHEARSAL,
  ),
];
