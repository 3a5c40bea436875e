import { ACTIVATE, row, type Sabotage } from './sabotage.ts';

const activateProgram = 'shared/operations/activate-program.ts';
const stateSize = 'shared/domain/compile/state-size.ts';
const counters = 'shared/domain/member/counters.ts';
const timeline = 'shared/domain/program/timeline.ts';
const withPrograms = 'shared/operations/with-programs.ts';
const sweep = 'shared/operations/sweep.ts';
const explainStatus = 'shared/operations/explain-status.ts';
const CLAIMS = 'test/operations/claims.test.ts';
const HISTORIES = 'test/table/histories.connected.test.ts';
const WHY = 'test/operations/why-pages.test.ts';
const STATE = 'test/table/codecs/state-size.property.test.ts';
const GUARDS = 'test/operations/guards.test.ts';
const TIMELINE = 'test/table/program-timeline.connected.test.ts';

/** What is stored fits, and a version that nobody needs costs nothing. */
export const sizeSabotages: readonly Sabotage[] = [
  row(
    'every day of a column is counted',
    stateSize,
    'COLUMN_BYTES + days * VALUE_BYTES[unit]',
    'COLUMN_BYTES + days',
    STATE,
  ),
  row('names of stores are counted', stateSize, 'COLUMN_BYTES + texts + days', 'COLUMN_BYTES + days', STATE),
  row(
    'statuses that rules give are counted',
    stateSize,
    'systems.size * 3 + given.size',
    'systems.size * 3',
    STATE,
  ),
  row(
    'a day takes ten new stores',
    counters,
    'if (ofDay.size >= MAX_STORES_COUNTED_A_DAY) return false;',
    '',
    STATE,
  ),
  row(
    'a member has three hundred stores',
    counters,
    'all.has(value) || all.size < MAX_STORES_COUNTED',
    'true',
    STATE,
  ),
  row(
    'a program whose state may not fit is refused',
    'shared/domain/compile/compile.ts',
    'if (bytes <= MAX_STATE_BYTES_OF_A_PROGRAM) return;',
    'if (bytes > 0) return;',
    'test/domain/stored-programs.test.ts',
  ),
  row(
    'counts of the last thirty days have their room',
    activateProgram,
    'if (beside > MAX_STATE_BYTES)',
    'if (beside < 0)',
    GUARDS,
  ),
  row(
    'counts of longer ago need none',
    activateProgram,
    'daysGone <= CARRIED_DAYS ? kept :',
    'daysGone <= JUDGED_DAYS ? kept :',
    GUARDS,
  ),
  row(
    'a timeline is full once',
    activateProgram,
    'timeline.length >= MAX_VERSIONS',
    'timeline.length > 1e9',
    GUARDS,
  ),
  row(
    'an outline is stored once',
    activateProgram,
    "if (texts.at(-1) === text) return 'as-before';",
    '',
    GUARDS,
  ),
  row(
    'outlines have their part',
    activateProgram,
    'bytes > MAX_OUTLINE_BYTES ? null : outline',
    'outline',
    GUARDS,
  ),
  row(
    'a program that no item holds is refused',
    'shared/table/program-archive.ts',
    "if (bytes > MAX_PROGRAM_BYTES) return { kind: 'too-large', bytes, most: MAX_PROGRAM_BYTES };",
    '',
    ACTIVATE,
  ),
  row(
    'its refusal is told',
    activateProgram,
    "if (appended.kind === 'too-large')",
    "if (appended.kind === 'appended' && false)",
    ACTIVATE,
  ),
  row(
    'a file is checked for it',
    'cli/program-file/load-program.ts',
    'if (bytes <= MAX_PROGRAM_BYTES) return null;',
    'if (bytes > 0) return null;',
    'test/cli/load-program.test.ts',
  ),
  row('a version that is needed is read', withPrograms, 'await programs.load(error.version);', '', TIMELINE),
  row(
    'a version that was read is not asked for again',
    withPrograms,
    ' || asked.has(error.version)',
    '',
    'test/operations/with-programs.test.ts',
  ),
  row(
    'what is not needed is not read',
    'shared/table/program-timeline.ts',
    'row.outline ?? outlineOf(await stored(row.version))',
    'outlineOf(await stored(row.version))',
    TIMELINE,
  ),
  row(
    'a version that is not there says so',
    timeline,
    'if (program === null) throw new ProgramNotLoaded(version);',
    '',
    TIMELINE,
  ),
  row(
    'an outline holds until the next',
    'shared/table/codecs/program-items.ts',
    "if (outline !== 'as-before') last = outline;",
    "last = outline === 'as-before' ? null : outline;",
    'test/table/register.connected.test.ts',
  ),

  row(
    'enrolment counts as many as it has time for',
    'shared/operations/enrol-member.ts',
    'tried < CLAIMED_AT_ONCE',
    'tried < 1000',
    CLAIMS,
  ),
  row(
    'what enrolment leaves is noted',
    'shared/operations/enrol-member.ts',
    '    hasWaiting,\n  });',
    '    hasWaiting: false,\n  });',
    CLAIMS,
  ),
  row(
    'what waits at a card that is enrolled again is noted',
    'shared/operations/enrol-member.ts',
    "if (hasWaiting && (await ports.board.noteClaim(claim)) === 'full')",
    "if (hasWaiting && claim.memberId === 'full')",
    'test/operations/guards.test.ts',
  ),
  row(
    'claims that enrolment has done are taken out',
    'shared/operations/enrol-member.ts',
    'if (areAll && isNoted)',
    'if (areAll && !isNoted)',
    CLAIMS,
  ),
  row(
    'a receipt that fails holds no other up',
    'shared/operations/claim-receipts.ts',
    'errors.push(error);',
    'throw error;',
    CLAIMS,
  ),
  row(
    'a receipt that failed is not done',
    'shared/operations/claim-receipts.ts',
    'areAll: errors.length === 0',
    'areAll: true',
    CLAIMS,
  ),
  row(
    'a receipt that failed is said by the sweep',
    sweep,
    'if (error !== undefined) tally',
    'if (error === null) tally',
    CLAIMS,
  ),
  row('the sweep goes on with claims', sweep, '(await sweepClaims(run))', 'null', CLAIMS),
  row(
    'claims that are done are taken out',
    sweep,
    'if (areAll) await ports.board.noteClaimed(claim);\n      else if',
    'if',
    CLAIMS,
  ),
  row(
    'claims end when time is up',
    'shared/operations/claim-receipts.ts',
    '      if (!mayGoOn(tried)) return stopped();',
    '',
    CLAIMS,
  ),
  row(
    'a claim that fails holds no other up',
    sweep,
    '    } catch (error) {\n      tally.failures.set(claim.memberId, error);',
    '    } catch (error) {\n      throw error;',
    CLAIMS,
  ),
  row(
    'a claim says when it was',
    'shared/domain/rebuild.ts',
    "(owner.kind === 'member' ? owner.claimedAt : undefined) ??",
    '',
    CLAIMS,
  ),
  row(
    'the receipts behind a status come page by page',
    explainStatus,
    '{ after, limit }',
    '{ after, limit: 1000 }',
    WHY,
  ),
  row('a total is of all receipts', explainStatus, 'after === null && page.next === null', 'true', WHY),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
  row('a cursor goes with what is explained', explainStatus, ':${window?.from}:${window?.to}', '', WHY),
  row(
    'a dropped system is no difference',
    'shared/domain/rebuild.ts',
    '.filter(([system]) => isPresent(system))',
    '',
    'test/domain/rebuild.test.ts',
  ),
  row(
    'after a restore the receipts are the truth',
    'shared/operations/rebuild-member.ts',
    "if (!isSameBooks && mode !== 'after-restore') return { kind: 'again' };",
    "if (!isSameBooks) return { kind: 'again' };",
    'test/operations/torn.connected.test.ts',
  ),
  row(
    'facts that a state does not know keep their numbers',
    'shared/operations/rebuild-member.ts',
    'Math.max(state.seq, afterRestore(mode, last[0]?.seq) ?? 0)',
    'state.seq',
    'test/operations/torn.connected.test.ts',
  ),
  row('a cursor is a member’s', explainStatus, '{memberId}:$', '{0}:$', WHY),
  row('a cursor is a system’s', explainStatus, '{system}:$', '{0}:$', WHY),
  row('a cursor is a window’s', explainStatus, '{window?.to}', '{0}', WHY),
  row(
    'an explanation reads the versions it needs',
    explainStatus,
    'await withPrograms(ports.programs, () => explain(question, page.entries, areAll))',
    'explain(question, page.entries, areAll)',
    WHY,
  ),
  row(
    'receipts are counted where they make up the value',
    'shared/domain/showing/explain.ts',
    'total === evidence.value',
    'total !== null',
    'test/domain/seen-by-fresh-eyes.test.ts',
  ),
  row(
    'a page of a member’s entries says where it ended',
    'shared/table/histories.ts',
    'next: last === null ? null : placeText(last),',
    'next: null,',
    HISTORIES,
  ),
  row(
    'a page of exactly all is the last',
    'shared/table/stored-items.ts',
    'query(limit + 1)',
    'query(limit)',
    HISTORIES,
  ),
  row(
    'what waits is noted in the enrolment’s transaction',
    'shared/table/requests/member-requests.ts',
    'enrolment.hasWaiting\n',
    'enrolment === null\n',
    HISTORIES,
  ),
];
