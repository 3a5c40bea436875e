import { stringify } from 'yaml';
import { asWritten } from '#domain/compile/with-kept-names.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
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
  usage: 'list | show [VERSION] [--rule TEXT]',
  options: { rule: { type: 'string' }, ...targetOptions },
  optionHelp: {
    rule: 'Show the rules alone whose name, title or explanation holds this text, as their file says them.',
    ...targetHelp,
  },
  run: async (call, terminal) => {
    const [what, version, ...rest] = call.words;
    const sound =
      what === 'list' ? version === undefined : what === 'show' && /^[1-9]\d*$/.test(version ?? '1');
    const text = call.text('rule') ?? null;
    if (!sound || rest.length > 0 || (text !== null && what !== 'show'))
      throw new WrongCall('say `programs list`, or `programs show VERSION`; without one, the one in force');
    return await withTarget(call, (target) =>
      show(
        target,
        { wanted: what === 'list' ? 'all' : version === undefined ? null : Number(version), text },
        terminal,
      ),
    );
  },
};

/** @param asked a version, `null` for the one in force, or all of them; and the text of the rules that are meant, `null`: all */
async function show(
  { name, table, clock }: Target,
  { wanted, text }: { readonly wanted: number | null | 'all'; readonly text: string | null },
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
  if (text !== null) {
    const found = await withPrograms(programs, () => rulesNamed(version.program.source, text));
    if (found.length === 0)
      err(`version ${version.version} has no rule whose name, title or explanation holds ${text}`);
    else out(found.map((rule) => stringify(rule).trimEnd()).join('\n\n'));
    return found.length === 0 ? 1 : 0;
  }
  out(await withPrograms(programs, () => drawProgram(version, paint)));
  return 0;
}

/** Rules by what people call them, whatever the letters' case (I35). */
function rulesNamed(program: Program, text: string): readonly RuleDefinition[] {
  const wanted = text.toLowerCase();
  return asWritten(program).filter(({ name, title, explanation }) =>
    [name, title, explanation].some((said) => said?.toLowerCase().includes(wanted) === true),
  );
}
