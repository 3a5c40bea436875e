import { Properties } from './properties.ts';
import type { Resolved } from './resolved.ts';
import type { Permission } from './system.ts';
import { UnknownInTemplate } from './template.ts';

/**
 * Reads what each role may do: role ARN → its permissions. Denials, inline or managed policies, and conditions other
 * than on the table's leading keys are not known here, since leaving them out would allow more than AWS does.
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
    statement.mustNotHave('NotAction', 'NotResource');
    if (statement.text('Effect') !== 'Allow') throw new UnknownInTemplate(`${id}: only Allow is known here.`);
    return {
      actions: statement.oneOrMore('Action'),
      resources: statement.oneOrMore('Resource'),
      leadingKeys: statement.has('Condition') ? leadingKeysOf(statement.inner('Condition')) : null,
    };
  });
}

const CONDITION = 'ForAllValues:StringLike';
const LEADING_KEYS = 'dynamodb:LeadingKeys';

function leadingKeysOf(condition: Properties): readonly string[] {
  condition.mustHaveOnly(CONDITION);
  const test = condition.inner(CONDITION);
  test.mustHaveOnly(LEADING_KEYS);
  const patterns = test.oneOrMore(LEADING_KEYS);
  for (const pattern of patterns) {
    if (/[?*]/.test(pattern.replace(/\*$/, '')))
      throw new UnknownInTemplate(`The pattern ${pattern} is not known here, only * at the end.`);
  }
  return patterns;
}

/** An action on a resource, as IAM judges it. */
export interface Need {
  readonly action: string;
  readonly resourceArn: string;
  /** The partition keys that a request to the table names; empty where it names none. */
  readonly leadingKeys: readonly string[];
}

/**
 * Whether one of the permissions covers the need; `*` at the end of a pattern stands for anything. As in IAM, a
 * condition on all leading keys holds for a request without any.
 */
export function isAllowed(permissions: readonly Permission[], need: Need): boolean {
  return permissions.some(
    ({ actions, resources, leadingKeys }) =>
      actions.some((pattern) => covers(pattern, need.action)) &&
      resources.some((pattern) => covers(pattern, need.resourceArn)) &&
      (leadingKeys === null ||
        need.leadingKeys.every((key) => leadingKeys.some((pattern) => covers(pattern, key)))),
  );
}

function covers(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}
