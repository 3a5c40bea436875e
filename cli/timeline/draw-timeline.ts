import { inForce, type Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { Paint } from '../terminal/colour.ts';
import { localTime } from '../terminal/local-time.ts';

/** The versions, oldest first, each with the time in which it is in force; `▶` marks the one that is now. */
export function drawTimeline(timeline: Timeline, now: EpochMs, paint: Paint): string {
  const { versions } = timeline;
  const running = inForce(versions, now);
  const width = Math.max(7, ...versions.map(({ outline }) => outline.name.length));
  const rows = versions.map((each, index) => {
    const { version, from, outline } = each;
    const next = versions[index + 1];
    const until = next === undefined ? '' : localTime(next.from, outline.zone);
    const mark = each === running ? paint('green', '▶') : ' ';
    const row = `${String(version).padStart(7)}  ${outline.name.padEnd(width)}  ${localTime(from, outline.zone)} → ${until.padEnd(16)}  ${outline.zone}`;
    const told = from > now ? paint('cyan', row) : each === running ? row : paint('dim', row);
    return `${mark}${told}`.trimEnd();
  });
  return [paint('dim', ` version  ${'program'.padEnd(width)}  in force`), ...rows].join('\n');
}
