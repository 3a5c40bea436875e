import { type ProgramFile, programFile, programOf } from '#contracts/program/program-file.ts';
import { compile } from '#domain/compile.ts';
import type { CompiledProgram } from '#domain/compiled.ts';
import type { Finding } from '#domain/program.ts';
import { inFileOrder, type LocatedFinding } from './located-finding.ts';
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

/** Reads a program's text: syntax, form, sense, in this order; a later question is asked when the earlier is answered. */
export function loadProgram(text: string): LoadedProgram {
  const source = readYaml(text);
  if (!source.ok) return { ok: false, findings: inFileOrder(source.findings) };
  const parsed = programFile.safeParse(source.value);
  if (!parsed.success) {
    return {
      ok: false,
      findings: inFileOrder(schemaFindings(parsed.error.issues, source.value, source.places)),
    };
  }
  const compiled = compile(programOf(parsed.data));
  const findings = inFileOrder(compiled.findings.map((finding) => located(finding, source.places)));
  // What is doubtful often follows from what is wrong: it is told when nothing is wrong any more.
  if (!compiled.ok) return { ok: false, findings: findings.filter(({ severity }) => severity === 'error') };
  return { ok: true, file: parsed.data, program: compiled.program, places: source.places, findings };
}

function located({ path, ...finding }: Finding, places: Places): LocatedFinding {
  return { ...finding, place: places.ofValue(path) };
}
