import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { RepoFile } from './rules.ts';

/** Everything that git tracks, or would; text where it is read. */
export const repoFiles = (): readonly RepoFile[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && existsSync(path))
    .map((path) => ({ path, text: /\.(?:ts|md|json|ya?ml)$/.test(path) ? readFileSync(path, 'utf8') : '' }));
