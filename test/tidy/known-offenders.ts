/** Where the repository breaks a rule of `source-rules.ts`, as `file function` or `file export`: to be emptied, never filled. */

/** Functions of the domain with five parameters or more. */
export const KNOWN_MANY_PARAMETERS: readonly string[] = [
  'shared/domain/compile/compile-conditions.ts checkStatuses',
  'shared/domain/compile/compile-effects.ts readStatus',
  'shared/domain/compile/compile-effects.ts readUntil',
  'shared/domain/compile/compile-measure.ts measureRegister > asked',
  'shared/domain/compile/compile-message.ts compileMessage',
  'shared/domain/compile/compile-range.ts readEnd',
  'shared/domain/compile/compile-review-table.ts compileReviewTable',
  'shared/domain/compile/compile-review-table.ts readKeep',
  'shared/domain/compile/compile-rule.ts compileRows',
  'shared/domain/compile/compile-system.ts compileReview',
  'shared/domain/compile/lint.ts lint',
];

/** Functions over 70 lines. */
export const KNOWN_LONG_FUNCTIONS: readonly string[] = [
  'shared/domain/compile/compile-measure.ts measureRegister',
];

/** Exports that nothing else takes. */
export const KNOWN_UNUSED_EXPORTS: readonly string[] = [];
