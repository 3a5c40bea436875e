/** Where two values first differ, and what is there: `level.until: 5, the pencil says null`. `null`: nowhere. */
export function differenceOf(found: unknown, wanted: unknown, path = ''): string | null {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  if (!isObject(found) || !isObject(wanted)) return tell(found, wanted, path);
  const [one, other] = [Object.keys(found).length, Object.keys(wanted).length];
  // Of two lists the last ones tell more than how many there are.
  if (Array.isArray(found) && one !== other)
    return tell(found.slice(-2), Object.values(wanted).slice(-2), path);
  for (const key of new Set([...Object.keys(found), ...Object.keys(wanted)])) {
    const [mine, theirs] = [found[key], wanted[key]];
    const name = isObject(mine) && typeof mine.system === 'string' ? mine.system : key;
    const difference = differenceOf(mine, theirs, path === '' ? name : `${path}.${name}`);
    if (difference !== null) return `${difference}${about(mine)}`;
  }
  return tell(found, wanted, path);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const about = (value: unknown): string => (isObject(value) ? ` in ${JSON.stringify(value)}` : '');

const tell = (found: unknown, wanted: unknown, path: string): string =>
  `${path}${path === '' ? '' : ': '}${JSON.stringify(found)}, the pencil says ${JSON.stringify(wanted)}`;
