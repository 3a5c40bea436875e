import { row, type Sabotage } from './sabotage.ts';

const clawback = 'shared/domain/reviews/clawback.ts';
const looksAgain = 'shared/domain/reviews/looks-again.ts';
const anew = 'shared/domain/reviews/anew.ts';
const review = 'shared/domain/reviews/review.ts';
const reviewStatuses = 'shared/domain/reviews/review-statuses.ts';
const gifts = 'shared/domain/rewards/gifts.ts';
const giveStatus = 'shared/domain/statuses/give-status.ts';
const layers = 'shared/domain/statuses/layers.ts';
const drops = 'shared/domain/statuses/drops.ts';
const lateEntries = 'shared/domain/entries/late-entries.ts';
const netFacts = 'shared/domain/entries/net-facts.ts';
const CLAWBACK = 'test/domain/clawback.test.ts';
const GIFTS = 'test/domain/gifts-beneath.test.ts';
const FIND = 'test/domain/what-returns-find.test.ts';
const PARTED = 'test/domain/parted-columns.test.ts';

/** What a return corrects of reviews, and what lies beneath gifts that go with their goods (D16, D82, D94). */
export const clawbackSabotages: readonly Sabotage[] = [
  row(
    'whoever came after the last turn began with what they came with',
    clawback,
    'begun ?? backTo ?? metWith(record, last)',
    'begun ?? backTo',
    FIND,
  ),
  row(
    'a return begins with the grace of the last turn, which was made good since',
    clawback,
    ': withDropped(withGraceOfLast(lastOf(began), last, now));',
    ': began;',
    FIND,
  ),
  row(
    'and its end makes it good by what is left',
    clawback,
    'graceMet(raisedOn({ ...reviewed, record: base }, running, today, now))',
    'raisedOn({ ...reviewed, record: base }, running, today, now)',
    FIND,
  ),
  row(
    'what follows a status that is taken out is no more than was held',
    clawback,
    '? withDropped(reviewedAnew(lastOf(record), last, now))',
    '? reviewedAnew(lastOf(record), last, now)',
    FIND,
  ),
  row(
    'what is raised now leaves no turn to judge from below',
    review,
    'function fromBeginning({ system }: Judge, { backTo, ...record }: StatusRecord): StatusRecord {',
    'function fromBeginning({ system }: Judge, record: StatusRecord): StatusRecord {\n  const { backTo } = record;',
    FIND,
  ),
  row(
    'a return that shows nothing corrects what was held before the turn',
    clawback,
    'const grounded = { ...rest, before: base.before, ',
    'const grounded = { ...rest, ',
    CLAWBACK,
  ),
  row(
    'a return that shows nothing corrects what the period began with',
    clawback,
    'isLifted ? { begun: base.earned } : {}',
    '{ ...(record.begun === undefined ? {} : { begun: record.begun }) }',
    CLAWBACK,
  ),
  row(
    'a return asks each day by the words of its own version',
    anew,
    'return first === undefined ? [judge] : [first, ...others];',
    'return first === undefined ? [judge] : [judge, ...others];',
    CLAWBACK,
  ),
  row(
    'what an older version raised is kept by its words',
    clawback,
    '{ ...reviewed, judge: by, counters, record: begins }',
    '{ ...reviewed, record: begins }',
    CLAWBACK,
  ),
  row(
    'what had raised it then is asked as it was then',
    clawback,
    'judge: by, counters, record: begins',
    'judge: by, record: begins',
    CLAWBACK,
  ),
  row(
    'a return says by what a status is held now',
    clawback,
    'const earned = { ...record.earned, why: judged.earned.why };',
    'const earned = record.earned;',
    CLAWBACK,
  ),
  row(
    'a lower grace of the same status is taken as well',
    clawback,
    'is < held || (is === held && rank(judged.computed) < rank(record.computed))',
    'is < held',
    CLAWBACK,
  ),
  row(
    'a return gives no grace anew',
    clawback,
    '{ earned, grace: record.grace, given }, now)',
    '{ earned, grace: judged.grace, given }, now)',
    CLAWBACK,
  ),
  row(
    'a return raises nothing of what the period began with',
    clawback,
    'const base = isHigher ? began : anew;',
    'const base = anew;',
    CLAWBACK,
  ),
  row(
    'what a gift for good lies over goes all the same',
    clawback,
    '{ ...record.earned, over: { earned, grace, given } }',
    '{ ...record.earned, over: earned.over ?? over }',
    CLAWBACK,
  ),
  row(
    'days of the running period are looked at one by one',
    looksAgain,
    '...looksOnRunning({ version, system }, reviews.holding(record.closedTo), today),',
    '',
    CLAWBACK,
  ),
  row(
    'a sum over all time is looked at day by day',
    looksAgain,
    '...asked.map(dayByDay)',
    '...asked',
    CLAWBACK,
  ),
  row(
    'without periods days on which others alone have counted are known again',
    looksAgain,
    'review.every === null && first !== undefined ?',
    'first !== undefined && days.length === 0 ?',
    FIND,
  ),
  row(
    'what is left is held since it was earned',
    clawback,
    'return { ...raised, earned: { ...raised.earned, since } };',
    'return raised;',
    CLAWBACK,
  ),
  row(
    'a later entry that makes half of it good lifts the mark',
    clawback,
    'return is > was ? endingAtTurn',
    'return is < 0 ? endingAtTurn',
    CLAWBACK,
  ),
  row(
    'a turn remembers since when the period began with it',
    review,
    '{ status: begun.status, since: begun.since } }',
    '{ status: begun.status, since: null } }',
    CLAWBACK,
  ),
  row(
    'who begins where a return began has it since then',
    anew,
    'return { ...record, before: { ...before, status, since } };',
    'return { ...record, before: { ...before, status } };',
    CLAWBACK,
  ),
  row(
    'only what raises at once was raised before the turn',
    anew,
    "system.review.raise === 'at-once' ? highestOn",
    'system.review.raise !== null ? highestOn',
    CLAWBACK,
  ),
  row(
    'a day sees what had happened by then',
    anew,
    'day === last ? counters : upTo(counters, day)',
    'counters',
    CLAWBACK,
  ),
  row(
    'within the delay a review again begins where the goods leave it',
    reviewStatuses,
    'isTaken ? fromItsGround(reviewed, last) : record',
    'record',
    CLAWBACK,
  ),
  row(
    'what is no return leaves the ground of the last period',
    reviewStatuses,
    'const isTaken = isReturn &&',
    'const isTaken =',
    CLAWBACK,
  ),
  row(
    'a return reviews the period of the day its sale came again',
    reviewStatuses,
    '!days.some(isOfIt)',
    '!days.slice(0, 1).some(isOfIt)',
    CLAWBACK,
  ),
  row(
    'without periods every raising has its own beginning',
    review,
    'system.review?.every !== null && record.begun !== undefined',
    'record.begun !== undefined',
    CLAWBACK,
  ),
  row(
    'a gift for good of a status that is held for good holds by itself',
    giveStatus,
    "isOwn ? given(record, award, beneath(record, award)) : { kind: 'nothing' }",
    "isOwn ? { kind: 'nothing' } : { kind: 'nothing' }",
    GIFTS,
  ),
  row(
    'a gift for good of an earned status lies over it',
    giveStatus,
    "if (earned.why.kind !== 'rule') return {",
    "if (earned.why.kind === 'initial') return {",
    GIFTS,
  ),
  row(
    'each gift for a time goes with its own goods',
    giveStatus,
    'if (isOwn) return given(record, award, withGiven(system, record, again(record, award)));\n',
    '',
    GIFTS,
  ),
  row(
    'a gift for good remembers those for a time',
    giveStatus,
    '    grace,\n    given: kept,\n',
    '    grace,\n    given: [],\n',
    GIFTS,
  ),
  row(
    'gifts for a time are cut at eight',
    giveStatus,
    'if (all.length <= MAX_GIFTS_BENEATH) return all;',
    'return all;',
    GIFTS,
  ),
  row(
    'what still shows is not cut',
    giveStatus,
    'const hidden = all.filter((each) => each !== last && (each.hides || !canShow(system, each, all)));',
    'const hidden = all;',
    GIFTS,
  ),
  row(
    'of what cannot show the first to end is cut',
    giveStatus,
    'soonest === null || each.until < soonest.until ? each : soonest',
    'soonest === null || each.until > soonest.until ? each : soonest',
    GIFTS,
  ),
  row('gifts for a time beneath one for good are cut', giveStatus, 'given.slice(-room)', 'given', GIFTS),
  row(
    'gifts for good over each other are cut at eight',
    giveStatus,
    'over === undefined || left <= 0 ? held',
    'over === undefined ? held',
    GIFTS,
  ),
  row(
    'what a version makes one status stays each a gift of its own',
    drops,
    "  if (system.clawback !== 'none') return false;\n",
    '',
    GIFTS,
  ),
  row(
    'a version looks for a status beneath a gift for good',
    drops,
    '  ...earnedIn(layers).map(({ status }) => status),\n',
    '  layers.earned.status,\n',
    GIFTS,
  ),
  row(
    'what lies beneath a gift for good can go',
    gifts,
    'const beneath = withoutGone(taking, over);',
    'const beneath = over;',
    GIFTS,
  ),
  row(
    'what ended beneath a gift for good does not come back',
    gifts,
    'const returned = stillRunning(beneath, now);',
    'const returned = beneath;',
    GIFTS,
  ),
  row(
    'what a gift for good lay over returns with those for a time',
    gifts,
    'given: [...returned.given, ...left],',
    'given: left,',
    GIFTS,
  ),
  row(
    'only what shows says that it was taken back',
    gifts,
    'const isTop = returned.given.length + left.length === 0;',
    'const isTop = true;',
    GIFTS,
  ),
  row(
    'a gift that hid what is gone hides no more',
    gifts,
    'stillHiding(system, left, isGroundLost)',
    'stillHiding(system, left, false)',
    GIFTS,
  ),
  row(
    'a gift that began the period goes as well',
    gifts,
    'return { ...record, begun: left.earned };',
    'return record;',
    GIFTS,
  ),
  row(
    'one given downwards ends with the next gift for good',
    layers,
    'until > at && !(hides && place < lastOver)',
    'until > at',
    GIFTS,
  ),
  row(
    'only the last of those given downwards hides',
    layers,
    'const last = given.at(-1);\n  if (last?.hides',
    'const last = given.find(({ hides }) => hides);\n  if (last?.hides',
    GIFTS,
  ),
  row(
    'of equal gifts the one that lasts longest shows',
    layers,
    'above === 0 && each.until >= best.until',
    'above === 0',
    GIFTS,
  ),
  row(
    'gifts are taken before statuses are looked at',
    'shared/domain/entries/follow-up.ts',
    `  const ungifted = takeGifts(moment, counting, {
    of: occasionOf(sold),
    isGoneFor: () => isAllBack(taken.left),
    measuredBy: (programVersion) => measuredBy(moment, sold, taken.left, programVersion),
  });
  const reviewed = reviewStatuses(moment, ungifted, { days, back: member.counters });
`,
    `  const seen = reviewStatuses(moment, counting, { days, back: member.counters });
  const ungiftedLate = takeGifts(moment, seen.member, {
    of: occasionOf(sold),
    isGoneFor: () => isAllBack(taken.left),
    measuredBy: (programVersion) => measuredBy(moment, sold, taken.left, programVersion),
  });
  const reviewed = { ...seen, member: ungiftedLate };
`,
    GIFTS,
  ),
  row(
    'a status that one return takes and gives was never interrupted',
    'shared/domain/statuses/changes.ts',
    'effectiveAsOf(held, isSame ? { ...record, since: held.since } : record, at)',
    'effectiveAsOf(held, record, at)',
    GIFTS,
  ),
  row(
    'columns have parted before a sale asks for older days',
    lateEntries,
    'asRead: Member, sale: Sale): OlderEntries | null {\n  const member = withSplits(moment, asRead);',
    'asRead: Member, sale: Sale): OlderEntries | null {\n  const member = asRead;',
    PARTED,
  ),
  row(
    'columns have parted before a return asks for older days',
    lateEntries,
    'if (wasTooOld(moment, sold)) return null;\n  const member = withSplits(moment, asRead);',
    'if (wasTooOld(moment, sold)) return null;\n  const member = asRead;',
    PARTED,
  ),
  row(
    'columns have parted before days that were read are laid in',
    lateEntries,
    'entries: readonly Entry[],\n): Member {\n  const member = withSplits(moment, asRead);',
    'entries: readonly Entry[],\n): Member {\n  const member = asRead;',
    PARTED,
  ),
  row(
    'several steps are told when the last of them is settled',
    netFacts,
    'asEpochMs(Math.max(...settled))',
    'asEpochMs(Math.min(...settled))',
    'test/domain/return-effects.test.ts',
  ),
  row(
    'several steps that raise are told at once',
    netFacts,
    "direction === 'raised' ? now : asEpochMs",
    "direction === 'changed' ? now : asEpochMs",
    'test/domain/return-effects.test.ts',
  ),
];
