import { Properties } from './properties.ts';
import type { Resolved } from './resolved.ts';
import type { Permission } from './system.ts';
import { UnknownInTemplate } from './template.ts';

/**
 * Reads what each role may do: role ARN → its permissions. Denials for roles, conditions and inline or managed policies
 * are not known here, since leaving them out would allow more than AWS does.
 */
export function readPermissions(
  all: (type: string) => readonly Resolved[],
): ReadonlyMap<string, readonly Permission[]> {
  const roles = all('AWS::IAM::Role');
  for (const { properties } of roles)
    properties.mustNotHave('Policies', 'ManagedPolicyArns', 'PermissionsBoundary');
  const policies = all('AWS::IAM::Policy');
  return new Map(
    roles.map((role) => {
      const own = policies.filter((policy) => policy.properties.texts('Roles').includes(role.ref));
      return [role.attribute('Arn'), own.flatMap(({ id, properties }) => statementsOf(id, properties))];
    }),
  );
}

function statementsOf(id: string, policy: Properties): Permission[] {
  const statements = policy.inner('PolicyDocument').list('Statement');
  return statements.map((content, at) => {
    const statement = new Properties(`${id}.Statement[${at}]`, content);
    statement.mustNotHave('Condition', 'NotAction', 'NotResource');
    if (statement.text('Effect') !== 'Allow') throw new UnknownInTemplate(`${id}: only Allow is known here.`);
    return { actions: statement.oneOrMore('Action'), resources: statement.oneOrMore('Resource') };
  });
}

/** Whether one of the permissions covers the action on the resource; `*` at the end of a pattern stands for anything. */
export function isAllowed(permissions: readonly Permission[], action: string, resourceArn: string): boolean {
  return permissions.some(
    ({ actions, resources }) =>
      actions.some((pattern) => covers(pattern, action)) &&
      resources.some((pattern) => covers(pattern, resourceArn)),
  );
}

function covers(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}
