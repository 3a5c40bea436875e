import { row, type Sabotage } from './sabotage.ts';

const LIVES = 'test/domain/referrals.test.ts';
const CHANGES = 'test/operations/changes.test.ts';
const FUNCTIONS = 'test/functions/facts-and-sweep.test.ts';
const invitation = 'shared/domain/referrals/invitation.ts';
const counted = 'shared/operations/count-referral.ts';

/** Friends who were invited (L23, D46). */
export const referralSabotages: readonly Sabotage[] = [
  row(
    'who counts at enrolment counts no purchase',
    'shared/domain/entries/enrol.ts',
    'invitedBy === null || isTold ?',
    'invitedBy === null ?',
    LIVES,
  ),
  row(
    'a program that counts no purchases of friends tells of none',
    invitation,
    "if (invitation === undefined || moment.program.referral?.counts !== 'first-purchase')",
    'if (invitation === undefined)',
    LIVES,
  ),
  row('the second purchase is kept in mind', invitation, 'left: left + 1 }', 'left }', LIVES),
  row('the first is told once', invitation, 'if (first === undefined)', 'if (first !== null)', LIVES),
  row(
    'what came back before it is no part of it',
    invitation,
    'if (countedAt(sold) < invitation.countedAt) return { member, drafts: [] };',
    '',
    LIVES,
  ),
  row(
    'after so long nothing is taken back',
    invitation,
    '  if (!isOpen(moment, invitation)) return { member: settled(member), drafts: [] };\n  // One',
    '  // One',
    LIVES,
  ),
  row(
    'its last day is within',
    invitation,
    '  return today <= dayAfter(',
    '  return today < dayAfter(',
    LIVES,
  ),
  row(
    'while something is left the friend is there',
    invitation,
    'if (left > 0) return { member: { ...member, invitation: { ...invitation, left } }, drafts: [] };',
    '',
    LIVES,
  ),
  row(
    'of an inviter who is not there nobody counts',
    counted,
    'if ((await ports.members.read(inviter)) === null) return false;',
    '',
    CHANGES,
  ),
  row(
    'who left before they came is told again',
    counted,
    "return refused('try-again', 'The friend has not been counted yet.');",
    'return null as never;',
    CHANGES,
  ),
  row(
    'a friend counts once however often it is told',
    counted,
    'if (last !== null && (!isTakenBack || known?.isTakenBack === true))',
    'if (false as boolean)',
    CHANGES,
  ),
  row(
    'who counts friends hears first',
    'shared/lambda/referral-queue.ts',
    '    await referrals.send(referralsIn(events));\n    return await bus.publish(events);',
    '    const published = await bus.publish(events);\n    await referrals.send(referralsIn(events));\n    return published;',
    FUNCTIONS,
  ),
  row(
    'a queue that refuses is told again',
    'shared/lambda/work-queue.ts',
    'if (Failed.length > 0) throw',
    'if (Failed.length > 99) throw',
    FUNCTIONS,
  ),
];
