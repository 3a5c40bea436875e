import type { CompiledCatalogue } from '#domain/program/catalogue.ts';
import type { CatalogueDefinition } from '#domain/program/program.ts';
import { MAX_CATEGORY_DEPTH } from '#domain/values/limits.ts';
import type { Findings } from './findings.ts';

/** No way up is followed further, whatever the limit was when a program was taken on. */
const DEEPEST = 1_000;

/** Reads the catalogue and follows each category to its root; a circle is an error. */
export function compileCatalogue(
  definition: CatalogueDefinition | undefined,
  findings: Findings,
): CompiledCatalogue {
  const parents = new Map(Object.entries(definition?.parents ?? {}));
  const goods = new Map(Object.entries(definition?.goods ?? {}));
  const above = new Map<string, readonly string[]>();
  for (const category of parents.keys()) {
    const line = lineOf(category, parents);
    const finding = [
      'catalogue-circle',
      `\`${category}\` stands above itself, or below more than ${MAX_CATEGORY_DEPTH} others.`,
      'Let every category lead to one that has nothing above it.',
    ] as const;
    if (line === null) findings.at('parents', category).error(...finding);
    else {
      if (line.length > MAX_CATEGORY_DEPTH) findings.at('parents', category).refuse(...finding);
      above.set(category, line);
    }
  }
  const categories = new Set([...parents.keys(), ...parents.values(), ...[...goods.values()].flat()]);
  const externalCodes = new Map(Object.entries(definition?.externalCodes ?? {}));
  return { goods, externalCodes, above, categories };
}

/** `null`: the way up comes back to where it was, or has no end. */
function lineOf(category: string, parents: ReadonlyMap<string, string>): readonly string[] | null {
  const line = new Set<string>();
  for (let at = parents.get(category); at !== undefined; at = parents.get(at)) {
    if (at === category || line.has(at) || line.size === DEEPEST) return null;
    line.add(at);
  }
  return [...line];
}
