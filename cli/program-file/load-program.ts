import { type ProgramFile, programFile, programOf } from '#contracts/program/program-file.ts';
import { compile } from '#domain/compile/compile.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { MAX_PROGRAM_BYTES, programBytes } from '#table/codecs/program-items.ts';
import { checkCases } from './check-cases.ts';
import { inFileOrder, type LocatedFinding } from './located-finding.ts';
import { type CatalogueReader, nothingBeside } from './read-catalogue.ts';
import { schemaFindings } from './schema-findings.ts';
import { type Places, readYaml } from './yaml-source.ts';

/** A program that may run, with what is doubtful about it; or everything that is wrong with the file. */
export type LoadedProgram =
  | {
      readonly ok: true;
      readonly file: ProgramFile;
      readonly program: CompiledProgram;
      readonly places: Places;
      readonly findings: readonly LocatedFinding[];
    }
  | { readonly ok: false; readonly findings: readonly LocatedFinding[] };

/** Reads a program's text: syntax, form, sense, cases, in this order; a later question is asked when the earlier is answered. */
export function loadProgram(text: string, beside: CatalogueReader = nothingBeside): LoadedProgram {
  const source = readYaml(text);
  if (!source.ok) return { ok: false, findings: inFileOrder(source.findings) };
  const parsed = programFile.safeParse(source.value);
  if (!parsed.success) {
    return {
      ok: false,
      findings: inFileOrder(schemaFindings(parsed.error.issues, source.value, source.places)),
    };
  }
  const whole = withGoods(programOf(parsed.data), parsed.data.catalogue?.file, beside);
  if (!whole.ok) {
    const place = source.places.ofValue(['catalogue', 'file']);
    const advice =
      'Give a CSV file with the columns `sku,category,above,externalCode` (the last two if there are any), a row for each article and category.';
    const finding = {
      severity: 'error' as const,
      code: 'bad-catalogue',
      place,
      message: whole.message,
      advice,
    };
    return { ok: false, findings: [finding] };
  }
  const compiled = compile(whole.program);
  const findings = inFileOrder(compiled.findings.map((finding) => located(finding, source.places)));
  // What is doubtful often follows from what is wrong: it is told when nothing is wrong any more.
  if (!compiled.ok) return { ok: false, findings: findings.filter(({ severity }) => severity === 'error') };
  const tooLarge = largeness(whole.program, source.places);
  if (tooLarge !== null) return { ok: false, findings: [tooLarge] };
  const inCases = checkCases(compiled.program, parsed.data.cases ?? [], zoneCalendar());
  if (inCases.length > 0)
    return { ok: false, findings: inFileOrder(inCases.map((finding) => located(finding, source.places))) };
  return { ok: true, file: parsed.data, program: compiled.program, places: source.places, findings };
}

/** A program is one item of the table; `null`: it fits. */
function largeness(program: Program, places: Places): LocatedFinding | null {
  const bytes = programBytes(program);
  if (bytes <= MAX_PROGRAM_BYTES) return null;
  return {
    severity: 'error',
    code: 'program-too-large',
    place: places.ofValue([]),
    message: `Packed, the program takes ${bytes} bytes, and ${MAX_PROGRAM_BYTES} are allowed.`,
    advice: 'Let rules share tables and lists; goods that no rule names need not be listed.',
  };
}

/** The program with the goods of its file beside those that it lists itself. */
function withGoods(
  program: Program,
  file: string | undefined,
  beside: CatalogueReader,
): { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly message: string } {
  if (file === undefined) return { ok: true, program };
  const read = beside(file);
  if (!read.ok) return read;
  const { goods, parents, externalCodes } = read.catalogue;
  const catalogue = {
    goods: { ...goods, ...program.catalogue?.goods },
    parents: { ...parents, ...program.catalogue?.parents },
    externalCodes: { ...externalCodes, ...program.catalogue?.externalCodes },
  };
  return { ok: true, program: { ...program, catalogue } };
}

function located({ path, ...finding }: Finding, places: Places): LocatedFinding {
  return { ...finding, place: places.ofValue(path) };
}
