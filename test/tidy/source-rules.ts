import {
  type FunctionLikeDeclaration,
  isArrowFunction,
  isCallExpression,
  isClassDeclaration,
  isConstructorDeclaration,
  isEnumDeclaration,
  isExportDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isInterfaceDeclaration,
  isLiteralTypeNode,
  isMethodDeclaration,
  isNamedExports,
  isNamedImports,
  isPropertyAssignment,
  isPropertyDeclaration,
  isSetAccessorDeclaration,
  isStringLiteral,
  isTypeAliasDeclaration,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { ParsedFile } from './parsed-files.ts';
import { targetOf, WRITTEN_BY_A_TOOL } from './rules.ts';

/** Laurel itself: neither its tests nor its tools. */
const SOURCES = /^(?:shared|functions|infra|cost|local|client|cli)\//;

const MOST_LINES = 70;
const MOST_PARAMETERS = 4;

/** Every function of a file, inner ones too, by its way down: `Class.method`, `outer > inner`, `outer > (arrow)`. */
function functionsOf(
  tree: SourceFile,
): readonly { readonly name: string; readonly at: FunctionLikeDeclaration }[] {
  const found: { readonly name: string; readonly at: FunctionLikeDeclaration }[] = [];
  const walk = (node: Node, within: string): void => {
    let inner = within;
    if (isClassDeclaration(node)) inner = `${within}${node.name?.text ?? '(class)'}.`;
    else if (isFunction(node)) {
      const name = `${within}${nameOf(node)}`;
      found.push({ name, at: node });
      inner = `${name} > `;
    }
    node.forEachChild((child) => walk(child, inner));
  };
  walk(tree, '');
  return found;
}

const isFunction = (node: Node): node is FunctionLikeDeclaration =>
  isFunctionDeclaration(node) ||
  isFunctionExpression(node) ||
  isArrowFunction(node) ||
  isMethodDeclaration(node) ||
  isConstructorDeclaration(node) ||
  isGetAccessorDeclaration(node) ||
  isSetAccessorDeclaration(node);

/** Its own name, or that of what it is given to. */
function nameOf(node: FunctionLikeDeclaration): string {
  if (isConstructorDeclaration(node)) return 'constructor';
  const own = isArrowFunction(node) ? undefined : node.name;
  if (own !== undefined) return own.getText();
  const { parent } = node;
  const named =
    isVariableDeclaration(parent) || isPropertyAssignment(parent) || isPropertyDeclaration(parent);
  return named ? parent.name.getText() : '(arrow)';
}

/** Functions of the domain with five parameters or more, as `file function`: that many travel together and are one thing. */
export const manyParameters = (files: readonly ParsedFile[]): readonly string[] =>
  files
    .filter(({ path }) => path.startsWith('shared/domain/'))
    .flatMap(({ path, tree }) =>
      functionsOf(tree)
        .filter(({ at }) => at.parameters.length > MOST_PARAMETERS)
        .map(({ name }) => `${path} ${name}`),
    );

/** Functions of the sources over 70 lines, as `file function`; what stands above one as its comment does not count. */
export const longFunctions = (files: readonly ParsedFile[]): readonly string[] =>
  files
    .filter(({ path }) => SOURCES.test(path))
    .flatMap(({ path, tree }) => {
      const lineAt = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
      return functionsOf(tree)
        .filter(({ at }) => lineAt(at.getEnd()) - lineAt(at.getStart(tree)) + 1 > MOST_LINES)
        .map(({ name }) => `${path} ${name}`);
    });

/** Who takes what: the names that files take from each file, `*` where one takes it as a whole. */
function takenNames(files: readonly ParsedFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  for (const { path, tree } of files) {
    const take = (from: Node | undefined, ...names: readonly string[]): void => {
      const target = from !== undefined && isStringLiteral(from) ? targetOf(path, from.text) : null;
      if (target === null) return;
      taken.set(target, new Set([...(taken.get(target) ?? []), ...names]));
    };
    const walk = (node: Node): void => {
      if (isImportDeclaration(node)) {
        const bindings = node.importClause?.namedBindings;
        if (bindings === undefined) return;
        take(node.moduleSpecifier, ...(isNamedImports(bindings) ? bindings.elements.map(sourceName) : ['*']));
      } else if (isExportDeclaration(node)) {
        const clause = node.exportClause;
        const named = clause !== undefined && isNamedExports(clause);
        take(node.moduleSpecifier, ...(named ? clause.elements.map(sourceName) : ['*']));
      } else if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) take(node.argument.literal, '*');
      else if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
        take(node.arguments[0], '*');
      }
      node.forEachChild(walk);
    };
    walk(tree);
  }
  return taken;
}

const sourceName = ({ name, propertyName }: { readonly name: Node; readonly propertyName?: Node }): string =>
  (propertyName ?? name).getText();

/** The names that a file exports, at their declaration or in a list; there are no default exports. */
function exportedNames(tree: SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause !== undefined && isNamedExports(clause)
        ? clause.elements.map(({ name }) => name.getText())
        : [];
    }
    return isExported(statement) ? declaredNames(statement) : [];
  });
}

const isExported = (statement: Statement): boolean =>
  'modifiers' in statement &&
  ((statement.modifiers as readonly Node[] | undefined) ?? []).some(
    ({ kind }) => kind === SyntaxKind.ExportKeyword,
  );

function declaredNames(statement: Statement): readonly string[] {
  if (isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      isIdentifier(name) ? [name.text] : [...name.elements].map((element) => element.getText()),
    );
  }
  const named =
    isFunctionDeclaration(statement) ||
    isClassDeclaration(statement) ||
    isInterfaceDeclaration(statement) ||
    isTypeAliasDeclaration(statement) ||
    isEnumDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

/** Data that no code reads, beside the code that it is about. */
const FOR_PEOPLE = ['cost/prices.ts priceSources'];

/** Whether a file mentions one of its names outside of the name's own statement. */
function usesItself(tree: SourceFile, name: string): boolean {
  const mentions = (node: Node): boolean =>
    (isIdentifier(node) && node.text === name) ||
    node.forEachChild((child) => mentions(child) || undefined) === true;
  return tree.statements.some(
    (statement) => !(isExported(statement) && declaredNames(statement).includes(name)) && mentions(statement),
  );
}

/**
 * Exports of the sources that nothing else takes, types too, as `file name`: what a file keeps to itself can be changed by
 * reading that file alone. What only tests take is a part tried for itself where its own file uses it as well, and is allowed;
 * else it is dead code that its test keeps, and counts. A handler is taken by the template, what a tool wrote is not judged, and
 * what is written down for people is named in `FOR_PEOPLE`.
 */
export function unusedExports(files: readonly ParsedFile[]): readonly string[] {
  const takes = (users: readonly ParsedFile[]): ((path: string, name: string) => boolean) => {
    const taken = takenNames(users);
    return (path, name) => taken.get(path)?.has(name) === true || taken.get(path)?.has('*') === true;
  };
  const taken = takes(files.filter(({ path }) => !path.startsWith('test/')));
  const tried = takes(files.filter(({ path }) => path.startsWith('test/')));
  return files
    .filter(({ path }) => SOURCES.test(path) && path !== WRITTEN_BY_A_TOOL)
    .filter(({ path }) => !/^functions\/[^/]+\/handler\.ts$/.test(path))
    .flatMap(({ path, tree }) =>
      exportedNames(tree)
        .filter((name) => !taken(path, name) && !(tried(path, name) && usesItself(tree, name)))
        .map((name) => `${path} ${name}`)
        .filter((found) => !FOR_PEOPLE.includes(found)),
    );
}
