import { row, type Sabotage } from './sabotage.ts';

const GIVERS = 'test/domain/givers-of-labels.test.ts';
const rules = 'shared/domain/rewards/member-rules.ts';

/** Labels that several receipts gave (D94). */
export const labelSabotages: readonly Sabotage[] = [
  row(
    'each that gives a label is noted',
    rules,
    '[...by, ...gifts].slice(0, MAX_GIVERS_OF_LABEL)',
    'by.length > 0 ? by : gifts',
    GIVERS,
  ),
  row(
    'so many that give a label are noted',
    rules,
    '[...by, ...gifts].slice(0, MAX_GIVERS_OF_LABEL)',
    '[...by, ...gifts]',
    GIVERS,
  ),
  row(
    'a rule that takes nothing back makes a label stay',
    rules,
    "if (rules.some(({ clawback }) => clawback !== 'always')) return forGood;",
    '',
    GIVERS,
  ),
];
