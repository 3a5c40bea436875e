import { type Route, routes } from '#contracts/http/routes.ts';

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

function fits(template: string, path: string): boolean {
  const wanted = segmentsOf(template);
  const sent = segmentsOf(path);
  return (
    wanted.length === sent.length &&
    wanted.every((segment, index) => (segment.startsWith('{') ? sent[index] !== '' : segment === sent[index]))
  );
}

/** The methods that a path has; none: no route of ours has this path. */
export const methodsOf = (path: string): readonly string[] =>
  Object.values<Route>(routes)
    .filter((route) => fits(route.path, path))
    .map(({ method }) => method);
