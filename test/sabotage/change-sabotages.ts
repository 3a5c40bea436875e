import { row, type Sabotage } from './sabotage.ts';

const VISITS = 'test/domain/visits.test.ts';
const PAID = 'test/domain/visits-paid-and-missed.test.ts';
const CHANGES = 'test/operations/changes.test.ts';
const KEYS = 'test/table/keys.test.ts';
const change = 'shared/domain/entries/change.ts';
const visit = 'shared/domain/entries/visit.ts';
const entry = 'shared/operations/change-entry.ts';
const changeVisit = 'shared/operations/change-visit.ts';
const activity = 'shared/operations/tell-activity.ts';
const claims = 'shared/operations/claim-receipts.ts';

/** Entries that change after they were told (D44, D46). */
export const changeSabotages: readonly Sabotage[] = [
  row(
    'what is taken on another day has a line of its own',
    'shared/domain/counting/ledger-lines.ts',
    'if (!isSame) return { own, back };',
    '',
    VISITS,
  ),
  row(
    'a gift is lost when its rule would not be woken any more',
    change,
    'rule === null ? standsFor.length === 0 : !rule.on.some((word) => standsFor.includes(word)),',
    'standsFor.length === 0,',
    VISITS,
  ),
  row(
    'what is given again was never interrupted',
    change,
    'return was === undefined ? held : { ...held, since: was.since };\n  });\n  const discounts',
    'return held;\n  });\n  const discounts',
    VISITS,
  ),
  row(
    'what stood before it was too old still changes',
    change,
    'const isTooOld = told.standsFor.length > 0 && told.tooOld && isNew;',
    'const isTooOld = told.standsFor.length > 0 && told.tooOld;',
    VISITS,
  ),
  row(
    'only what has been counts when we hear of it',
    visit,
    "const isSettled = visit.status === 'came' || visit.status === 'no-show';\n  const { calendar }",
    'const isSettled = true;\n  const { calendar }',
    VISITS,
  ),
  row(
    'a payment wakes rules of a visit that came, and no others',
    visit,
    "standsFor.includes('payment') ? 'payment' : null",
    "'payment'",
    VISITS,
  ),
  row(
    'a visit is no purchase',
    'shared/domain/counting/measure-visit.ts',
    "      case 'purchases':\n      case 'purchase-days':\n      case 'stores':\n      case 'activity':\n        return 0;",
    "      case 'purchase-days':\n      case 'stores':\n      case 'activity':\n        return 0;",
    VISITS,
  ),
  row(
    'an entry that much happens to is sent again',
    entry,
    "refused('try-again', 'Much happens to it, or to its member, at once; send the same again.')",
    "refused('member-ambiguous', 'x')",
    'test/operations/change-refusals.test.ts',
  ),
  row(
    'it stays with whom it was told of',
    entry,
    'if (memberId !== null && memberId !== holder) return foreign();',
    '',
    CHANGES,
  ),
  row(
    'and the card that is shown is that member’s',
    entry,
    'if (cardNumber !== null && (await register.memberOfCard(cardNumber)) !== holder) return foreign();',
    '',
    CHANGES,
  ),
  row(
    'what is older than what is stored changes nothing',
    changeVisit,
    'if (isKnown || changedAt < stored.changedAt)',
    'if (isKnown)',
    CHANGES,
  ),
  row(
    'the same again is a repetition',
    changeVisit,
    'if (isKnown || changedAt < stored.changedAt)',
    'if (changedAt < stored.changedAt)',
    CHANGES,
  ),
  row(
    'without a moment of its own it is the newest change',
    changeVisit,
    'request.changedAt ?? asEpochMs(Math.max(now, stored?.changedAt ?? now))',
    'request.changedAt ?? now',
    'test/operations/change-refusals.test.ts',
  ),
  row(
    'a visit has its room',
    changeVisit,
    'if (receiptBytes(request.lines) > MAX_RECEIPT_BYTES)\n      return refused(',
    'if (false)\n      return refused(',
    'test/operations/change-refusals.test.ts',
  ),
  row(
    'a visit of another is not told',
    entry,
    "refused(\n      'member-mismatch',",
    "refused(\n      'member-ambiguous',",
    CHANGES,
  ),
  row(
    'a payment comes after its visit',
    changeVisit,
    "return refused(\n          'not-found',",
    "return refused(\n          'payments-too-many',",
    CHANGES,
  ),
  row(
    'a payment’s id is used for one payment',
    changeVisit,
    "if (known.meaning !== meaning)\n          return refused(\n            'idempotency-mismatch',",
    "if (false)\n          return refused(\n            'idempotency-mismatch',",
    CHANGES,
  ),
  row(
    'a visit has so many payments',
    changeVisit,
    "if (payments.length >= MAX_VISIT_PAYMENTS)\n        return refused(\n          'payments-too-many',",
    "if (false)\n        return refused(\n          'payments-too-many',",
    CHANGES,
  ),
  row(
    'an activity’s id is used for one activity',
    activity,
    "if (first?.meaning === meaning) return { kind: 'stored', entry: first };\n    return refused(",
    "if (first !== null) return { kind: 'stored', entry: first };\n    return refused(",
    CHANGES,
  ),
  row(
    'what is the member’s already is not claimed again',
    claims,
    "if (memberOf(last) !== null) return { kind: 'claimed-before' };",
    '',
    CHANGES,
  ),
  row(
    'a note at a card says what kind waits',
    'shared/table/entry-keys.ts',
    'const change = changeIn(entry);\n  return',
    "const change = changeIn(entry);\n  if (change !== null) return '';\n  return",
    KEYS,
  ),
  row(
    'the same again of another client is refused',
    entry,
    "return holder?.kind === 'refused' ? holder : { kind: 'changed', entry: planned.entry, replayed: true };",
    "return holder === null || holder.kind ? { kind: 'changed', entry: planned.entry, replayed: true } : holder;",
    CHANGES,
  ),
  row(
    'an item of another form is answered by itself',
    'shared/lambda/batch-items.ts',
    '      const read = itemOf(item);\n',
    '      const read = item as BatchItem;\n',
    'test/lambda/batch-items.test.ts',
  ),
  row('a payment of a visit looks from its own day', visit, 'day: looks.day,', 'day: when.day,', PAID),
  row(
    'a payment of a visit looks from its own minute',
    visit,
    'minute: looks.minute,',
    'minute: when.minute,',
    PAID,
  ),
  row(
    'a no-show counts where its counter looks',
    'shared/domain/counting/measure-visit.ts',
    "status === 'no-show' ? ofReceipt({ ...column, measure: 'purchases' }) : 0;",
    "status === 'no-show' ? 1 : 0;",
    PAID,
  ),
  row(
    'a gift for a visit is asked again by the goods of its version',
    change,
    'return measured(then.goods);',
    'return measured(program.goods);',
    PAID,
  ),
  row(
    'categories of the lines of a visit are a set',
    changeVisit,
    '[...new Set(line.categories)].sort(),',
    'line.categories,',
    CHANGES,
  ),
  row(
    'a change that is claimed says when',
    claims,
    'changedEntries(told, memberId, decision, { claimedAt: now });',
    'changedEntries(told, memberId, decision);',
    CHANGES,
  ),
  row(
    'an activity that is claimed keeps the day it had',
    'shared/domain/rebuild.ts',
    '    isTakenBack,\n    day,\n',
    '    isTakenBack,\n',
    CHANGES,
  ),
];
