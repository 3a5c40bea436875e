import type { SourceFile } from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';
import type { RepoFile } from './rules.ts';

/** A file of TypeScript as the compiler reads it: path from the repository's root, and its tree. */
export interface ParsedFile {
  readonly path: string;
  readonly tree: SourceFile;
}

const ROOT = '/repository';

/**
 * The files of TypeScript among these, parsed. Nothing is resolved or checked: half a second for all of the repository, and a
 * file that a test makes up needs no disk.
 */
export function parsed(files: readonly RepoFile[]): readonly ParsedFile[] {
  const texts = Object.fromEntries(
    files.filter(({ path }) => path.endsWith('.ts')).map(({ path, text }) => [`${ROOT}/${path}`, text]),
  );
  const config = `${ROOT}/tsconfig.json`;
  const options = { noLib: true, noResolve: true, types: [], target: 'es2024', module: 'nodenext' };
  const project = JSON.stringify({ compilerOptions: options, files: Object.keys(texts) });
  const compiler = new API({ cwd: ROOT, fs: createVirtualFileSystem({ ...texts, [config]: project }) });
  try {
    const program = compiler.updateSnapshot({ openProjects: [config] }).getProject(config)?.program;
    return Object.keys(texts).map((path) => {
      const tree = program?.getSourceFile(path);
      // Left out without a word, a file would keep every rule.
      if (tree === undefined) throw new Error(`${path} was not parsed`);
      return { path: path.slice(ROOT.length + 1), tree };
    });
  } finally {
    compiler.close();
  }
}
