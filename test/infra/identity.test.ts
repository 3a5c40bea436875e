import { describe, expect, test } from 'vitest';
import { type Route, routes } from '#contracts/http/routes.ts';
import { Resources, synthesized } from './synthesized.ts';

const dev = new Resources(synthesized({ stage: 'dev' }));
const prod = new Resources(synthesized({ stage: 'prod' }));
const of = (resources: Resources, type: string, person: 'Members' | 'Admins') => {
  const [only] = resources.ofType(type).filter(([id]) => id.startsWith(person));
  if (only === undefined) throw new Error(`no ${type} of ${person}`);
  return { id: only[0], ...only[1] };
};
const POOL = 'AWS::Cognito::UserPool';

describe('where people sign in, unless the brand has its own issuer', () => {
  test('administrators: made by administrators, a second factor always, long passwords', () => {
    expect(of(dev, POOL, 'Admins').Properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      Policies: { PasswordPolicy: { MinimumLength: 14, RequireSymbols: true, RequireNumbers: true } },
    });
  });

  test('members: sign up by themselves, a second factor if they like', () => {
    expect(of(dev, POOL, 'Members').Properties).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      Policies: { PasswordPolicy: { MinimumLength: 10 } },
    });
  });

  test('pools of prod outlive the stack', () => {
    for (const person of ['Members', 'Admins'] as const) {
      const kept = of(prod, POOL, person);
      expect([kept.DeletionPolicy, kept.Properties.DeletionProtection]).toEqual(['Retain', 'ACTIVE']);
      const gone = of(dev, POOL, person);
      expect([gone.DeletionPolicy, gone.Properties.DeletionProtection]).toEqual(['Delete', 'INACTIVE']);
    }
  });

  test.each([
    ['Members', 'member', 60],
    ['Admins', 'admin', 15],
  ] as const)(
    '%s get the scopes of their routes, and tokens that can be revoked',
    (person, actor, minutes) => {
      const server = of(dev, 'AWS::Cognito::UserPoolResourceServer', person).Properties as {
        Identifier: string;
        Scopes: { ScopeName: string }[];
      };
      const scopes = server.Scopes.map(({ ScopeName }) => `${server.Identifier}/${ScopeName}`);
      const asked = Object.values<Route>(routes).flatMap((route) =>
        route.actor === actor ? [route.scope] : [],
      );
      expect(scopes.toSorted()).toEqual([...new Set(asked)].toSorted());
      expect(of(dev, 'AWS::Cognito::UserPoolClient', person).Properties).toMatchObject({
        AccessTokenValidity: minutes,
        AllowedOAuthFlows: ['code'],
        EnableTokenRevocation: true,
        GenerateSecret: false,
        PreventUserExistenceErrors: 'ENABLED',
      });
    },
  );

  test('one may be the brand’s own while the other is a pool', () => {
    const mixed = new Resources(synthesized({ memberIdentity: 'oidc' }));
    expect(mixed.ofType(POOL).map(([id]) => id)).toEqual([expect.stringMatching(/^Admins/)]);
  });
});
