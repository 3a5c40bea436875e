import { inForce } from '#domain/program/timeline.ts';
import { withPrograms } from '#operations/with-programs.ts';
import { compiledTimeline } from '#table/deciding-ports.ts';
import { type Target, withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { drawProgram } from '../timeline/draw-program.ts';
import { drawTimeline } from '../timeline/draw-timeline.ts';
import { type Command, type ExitCode, type Terminal, WrongCall } from './command.ts';

export const programs: Command = {
  name: 'programs',
  summary: 'Show the timeline of program versions, or what one of them says.',
  usage: 'list | show [VERSION]',
  options: { ...targetOptions },
  optionHelp: { ...targetHelp },
  run: async (call, terminal) => {
    const [what, version, ...rest] = call.words;
    const sound =
      what === 'list' ? version === undefined : what === 'show' && /^[1-9]\d*$/.test(version ?? '1');
    if (!sound || rest.length > 0)
      throw new WrongCall('say `programs list`, or `programs show VERSION`; without one, the one in force');
    return await withTarget(call, (target) =>
      show(target, what === 'list' ? 'all' : version === undefined ? null : Number(version), terminal),
    );
  },
};

/** @param wanted a version, `null` for the one in force, or all of them */
async function show(
  { name, table, clock }: Target,
  wanted: number | null | 'all',
  { out, err, paint }: Terminal,
): Promise<ExitCode> {
  const programs = compiledTimeline(table);
  const timeline = await programs.current();
  const { versions } = timeline;
  const now = clock.now();
  if (versions.length === 0) {
    err(`${name} has no program yet: \`laurel activate FILE\``);
    return wanted === 'all' ? 0 : 1;
  }
  if (wanted === 'all') {
    out(drawTimeline(timeline, now, paint));
    return 0;
  }
  const version =
    wanted === null ? inForce(versions, now) : versions.find((candidate) => candidate.version === wanted);
  if (version === undefined || version === null) {
    err(
      wanted === null ? `in ${name} no program is in force yet` : `${name} has no program version ${wanted}`,
    );
    return 1;
  }
  out(await withPrograms(programs, () => drawProgram(version, paint)));
  return 0;
}
