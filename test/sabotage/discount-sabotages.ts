import { row, type Sabotage } from './sabotage.ts';

const TEST = 'test/domain/standing-discounts.test.ts';
const BENEATH = 'test/domain/discounts-beneath.test.ts';
const LINT = 'test/domain/lint.test.ts';
const standing = 'shared/domain/discounts/standing-discounts.ts';
const own = 'shared/domain/rewards/own-discounts.ts';
const benefits = 'shared/domain/rewards/benefits.ts';

/** The discount that stays with a member (D45). */
export const discountSabotages: readonly Sabotage[] = [
  row(
    'the largest shows',
    standing,
    '(best, each) => (best === null || isBefore(each, best) ? each : best),',
    '(best, each) => best ?? each,',
    TEST,
  ),
  row(
    'a rule that speaks here replaces what it gave, larger or not',
    standing,
    'if (speaksOn(program, each.rule, wakes)) return false;',
    '',
    TEST,
  ),
  row(
    'a rule that is gone makes room',
    standing,
    'rules.find(({ name }) => name === rule)?.on.includes(wakes) ?? true;',
    'rules.find(({ name }) => name === rule)?.on.includes(wakes) ?? false;',
    TEST,
  ),
  row('what is covered is not given', standing, 'if (isCovered) return held;', '', TEST),
  row(
    'at most four lie there',
    standing,
    'if (held.length <= MAX_STANDING_DISCOUNTS) return held;',
    'return held;',
    TEST,
  ),
  row(
    'what was replaced returns with the goods',
    standing,
    'return (over ?? []).filter(({ until }) => until === null || until > now);',
    'return [];',
    TEST,
  ),
  row(
    'and not when its time is over',
    standing,
    'return (over ?? []).filter(({ until }) => until === null || until > now);',
    'return over ?? [];',
    TEST,
  ),
  row(
    'each end is a fact of its own moment',
    standing,
    'held = held.filter(({ until }) => until === null || until > at);',
    'held = held.filter(({ until }) => until === null || until > now);',
    TEST,
  ),
  row('what shows as before is not told', standing, 'if (from === to) return [];', '', TEST),
  row(
    'a larger one of a rule wins, and an equal one',
    benefits,
    'standing.basisPoints > (ofRules?.row.effects.basisPoints ?? 0)',
    'standing.basisPoints >= (ofRules?.row.effects.basisPoints ?? 0)',
    TEST,
  ),
  row('taking off comes last', own, 'discounts = [];', '', TEST),
  row('an end that has passed gives nothing', own, 'if (end !== null && end <= now) return null;', '', TEST),
  row(
    'the largest of a command is given',
    own,
    '(each.given?.basisPoints ?? 0) > (best.given?.basisPoints ?? 0) ? each : best,',
    'each,',
    TEST,
  ),
  row(
    'an end of a period is none of a discount',
    'shared/domain/compile/compile-effects.ts',
    "if (compiled?.kind === 'review' && isDiscount)",
    'if (false)',
    LINT,
  ),
  row(
    'the timer knows when it ends',
    'shared/domain/timers/due.ts',
    'if (ofDiscount !== null) ends.push(ofDiscount);',
    '',
    TEST,
  ),
  row(
    'a smaller discount that outlasts what is held is given',
    standing,
    'each.basisPoints > given.basisPoints &&\n      !lastsLonger(given, each),',
    'each.basisPoints > given.basisPoints,',
    BENEATH,
  ),
  row(
    'a second giver leaves what lies beneath the discount',
    standing,
    'return { ...head, gifts, ...(over === undefined ? {} : { over }) };',
    'return { ...head, gifts };',
    BENEATH,
  ),
  row(
    'of equal discounts the first rule gives',
    own,
    '(each.given?.basisPoints ?? 0) > (best.given?.basisPoints ?? 0) ? each : best,',
    '(each.given?.basisPoints ?? 0) >= (best.given?.basisPoints ?? 0) ? each : best,',
    BENEATH,
  ),
  row(
    'a discount with an end is held back as well',
    own,
    'const isBehind = given !== null && !',
    'const isBehind = given?.until === null && !',
    BENEATH,
  ),
];
