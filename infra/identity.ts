import { Aws, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Route, routes } from '#contracts/http/routes.ts';
import type { Settings } from './settings.ts';

export type Person = 'member' | 'admin';

/** By whom a token must be made, and for whom. */
export interface TokenSource {
  readonly issuer: string;
  readonly audience: string;
}

const titles = { member: 'Member', admin: 'Admin' } as const;
const whoSignsIn = { member: 'Members sign in here', admin: 'Administrators sign in here' } as const;

/**
 * Where members and administrators sign in: pools of one's own, or issuers that the parameters `MemberIssuerUrl`,
 * `MemberAudience`, `AdminIssuerUrl` and `AdminAudience` name. Never one pool for both.
 */
export function identify(scope: Construct, settings: Settings): Readonly<Record<Person, TokenSource>> {
  const of = (person: Person, source: Settings['memberIdentity']): TokenSource =>
    source === 'oidc'
      ? askForIssuer(scope, person)
      : new PersonPool(scope, `${titles[person]}s`, { person, settings });
  return { member: of('member', settings.memberIdentity), admin: of('admin', settings.adminIdentity) };
}

function askForIssuer(scope: Construct, person: Person): TokenSource {
  const issuer = parameter(scope, person, 'IssuerUrl', 'the OpenID Connect issuer’s address.');
  const audience = parameter(scope, person, 'Audience', 'the audience that a token must be made for.');
  return { issuer, audience };
}

function parameter(scope: Construct, person: Person, suffix: string, what: string): string {
  const name = `${titles[person]}${suffix}`;
  const description = `${whoSignsIn[person]}: ${what}`;
  const made = new CfnParameter(scope, name, { type: 'String', description, minLength: 1 });
  made.overrideLogicalId(name);
  return made.valueAsString;
}

/** A user pool with the scopes of the routes, and one application that may ask for them. */
class PersonPool extends Construct implements TokenSource {
  readonly issuer: string;
  readonly audience: string;

  constructor(scope: Construct, id: string, props: { readonly person: Person; readonly settings: Settings }) {
    super(scope, id);
    const { person, settings } = props;
    const pool = this.makePool(person, settings);
    const client = this.makeClient(pool, person, settings);
    this.issuer = pool.userPoolProviderUrl;
    this.audience = client.userPoolClientId;
    for (const [name, value] of [
      ['PoolId', pool.userPoolId],
      ['ClientId', client.userPoolClientId],
    ] as const) {
      new CfnOutput(this, name, { value }).overrideLogicalId(`${titles[person]}${name}`);
    }
  }

  private makePool(person: Person, settings: Settings): UserPool {
    const forAdmins = person === 'admin';
    const kept = settings.stage === 'prod';
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: !forAdmins,
      signInAliases: { email: true },
      autoVerify: { email: true },
      signInCaseSensitive: false,
      mfa: forAdmins ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      // A lost phone must not be a way in: members get a code by mail, administrators are helped by each other.
      accountRecovery: forAdmins ? AccountRecovery.NONE : AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: forAdmins ? 14 : 10,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      // Risk scoring (Plus) is paid by active user: for few administrators it is worth it in `hardened`.
      ...(forAdmins && settings.hardened
        ? {
            featurePlan: FeaturePlan.PLUS,
            standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
          }
        : { featurePlan: FeaturePlan.ESSENTIALS }),
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A pool's own domain, since only that way in gives tokens with scopes. Unique in the region, so with the account.
    pool.addDomain('Domain', {
      cognitoDomain: {
        domainPrefix: `${Stack.of(this).stackName.toLowerCase()}-${person}-${Aws.ACCOUNT_ID}`,
      },
    });
    return pool;
  }

  private makeClient(pool: UserPool, person: Person, settings: Settings): UserPoolClient {
    const scopes = scopesFor(person).map(
      (name) => new ResourceServerScope({ scopeName: name, scopeDescription: `Laurel: ${person}/${name}` }),
    );
    const server = pool.addResourceServer('Scopes', { identifier: person, scopes });
    const callback = new CfnParameter(this, 'SignedInUrl', {
      type: 'String',
      description: `${whoSignsIn[person]}: the application’s address to come back to.`,
      // Where people are real, nobody should be sent to a machine of their own by an oversight.
      default: settings.stage === 'prod' ? undefined : 'http://localhost:8787/docs',
    });
    callback.overrideLogicalId(`${titles[person]}SignedInUrl`);
    return pool.addClient('App', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, ...scopes.map((scope) => OAuthScope.resourceServer(server, scope))],
        callbackUrls: [callback.valueAsString],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: person === 'admin' ? Duration.minutes(15) : Duration.hours(1),
      idTokenValidity: person === 'admin' ? Duration.minutes(15) : Duration.hours(1),
      refreshTokenValidity: person === 'admin' ? Duration.hours(8) : Duration.days(30),
    });
  }
}

/** The scopes of the person's routes, without the person: `member/read` → `read`. */
function scopesFor(person: Person): string[] {
  const scopes = Object.values<Route>(routes).flatMap(({ actor, scope }) =>
    actor === person && scope !== null ? [scope] : [],
  );
  return [...new Set(scopes)].map((scope) => {
    const [prefix, name] = scope.split('/');
    if (prefix !== person || name === undefined) throw new Error(`${scope} is no scope for a ${person}.`);
    return name;
  });
}
