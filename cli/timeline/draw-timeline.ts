import { inForce, type Programs } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { Paint } from '../terminal/colour.ts';
import { localTime } from '../terminal/local-time.ts';

/** The versions, oldest first, each with the time in which it is in force; `▶` marks the one that is now. */
export function drawTimeline(programs: Programs, now: EpochMs, paint: Paint): string {
  const running = inForce(programs, now);
  const width = Math.max(7, ...programs.map(({ program }) => program.source.name.length));
  const rows = programs.map((each, index) => {
    const { version, from, program } = each;
    const next = programs[index + 1];
    const until = next === undefined ? '' : localTime(next.from, next.program.zone);
    const mark = each === running ? paint('green', '▶') : ' ';
    const row = `${String(version).padStart(7)}  ${program.source.name.padEnd(width)}  ${localTime(from, program.zone)} → ${until.padEnd(16)}  ${program.zone}`;
    const told = from > now ? paint('cyan', row) : each === running ? row : paint('dim', row);
    return `${mark}${told}`.trimEnd();
  });
  return [paint('dim', ` version  ${'program'.padEnd(width)}  in force`), ...rows].join('\n');
}
