import type { Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { Paint } from '../terminal/colour.ts';
import { localTime } from '../terminal/local-time.ts';

/** The versions, oldest first, each with the time in which it is in force; `▶` marks the one that is now. */
export function drawTimeline(timeline: Timeline, now: EpochMs, paint: Paint): string {
  const { versions } = timeline;
  const running = timeline.at(now)?.version;
  const width = Math.max(7, ...versions.map(({ program }) => program.source.name.length));
  const rows = versions.map((each, index) => {
    const { version, from, program } = each;
    const next = versions[index + 1];
    const until = next === undefined ? '' : localTime(next.from, next.program.zone);
    const mark = each === running ? paint('green', '▶') : ' ';
    const row = `${String(version).padStart(7)}  ${program.source.name.padEnd(width)}  ${localTime(from, program.zone)} → ${until.padEnd(16)}  ${program.zone}`;
    const told = from > now ? paint('cyan', row) : each === running ? row : paint('dim', row);
    return `${mark}${told}`.trimEnd();
  });
  return [paint('dim', ` version  ${'program'.padEnd(width)}  in force`), ...rows].join('\n');
}
