import type { CompiledReferral } from '#domain/program/compiled.ts';
import type { Program } from '#domain/program/program.ts';
import { type Duration, durationAdvice, parseDuration } from '#domain/time/duration.ts';
import type { Findings } from './findings.ts';

/** The activity that Laurel tells itself: a friend who was invited came (L23, D46). */
const REFERRAL = 'referral';

const FOURTEEN_DAYS: Duration = { months: 0, days: 14 };

/** When friends count for who invited them; `null`: the program does not say that they do. */
export function compileReferral({ activities = {} }: Program, findings: Findings): CompiledReferral | null {
  for (const [name, { counts, returnWithin }] of Object.entries(activities)) {
    if (name === REFERRAL || (counts ?? returnWithin) === undefined) continue;
    findings
      .at(name, counts === undefined ? 'returnWithin' : 'counts')
      .error(
        'not-a-referral',
        `\`${name}\` is told by other systems; Laurel tells \`${REFERRAL}\` alone.`,
        `Take it out, or call the activity \`${REFERRAL}\`.`,
      );
  }
  const referral = activities[REFERRAL];
  if (referral === undefined) return null;
  const { counts = 'enrolment', returnWithin } = referral;
  const at = findings.at(REFERRAL, 'returnWithin');
  const read = returnWithin === undefined ? FOURTEEN_DAYS : parseDuration(returnWithin);
  if (read === null) at.error('unknown-duration', `\`${returnWithin}\` is no time.`, durationAdvice);
  if (returnWithin !== undefined && counts === 'enrolment')
    at.error(
      'nothing-to-return',
      'A friend who counts when they enrol need not have bought anything.',
      'Write `counts: first-purchase`, or take `returnWithin` out.',
    );
  return { counts, returnWithin: read ?? FOURTEEN_DAYS };
}
