import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { text } from '#contracts/http/text.ts';
import { type TillContext, tillContext } from '#contracts/http/till-context.ts';
import { RefusedRequest } from './refused-request.ts';

/** Who calls, from what the gateway has verified. A context of another form is a fault of ours: it throws. */

export interface Till {
  readonly keyId: string;
  readonly stores: readonly string[];
  readonly kind: TillContext['kind'];
}

export interface MemberCaller {
  readonly issuer: string;
  readonly subject: string;
  /** `null`: the token has none, or its issuer has not verified it. */
  readonly verifiedPhone: string | null;
}

export interface AdminCaller {
  readonly issuer: string;
  readonly subject: string;
  /** As the token says it; `null`: it does not, or says what is no name. */
  readonly name: string | null;
}

const lambdaContext = z.object({
  requestContext: z.object({ authorizer: z.object({ lambda: tillContext }) }),
});

export function tillOf(event: APIGatewayProxyEventV2): Till {
  const { keyId, stores, kind } = lambdaContext.parse(event).requestContext.authorizer.lambda;
  return { keyId, stores: stores.split(','), kind };
}

/** The gateway turns every claim into text; other hosts may leave booleans. */
const jwtContext = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          iss: z.string().min(1),
          sub: z.string().min(1),
          phone_number: z.string().optional(),
          phone_number_verified: z.union([z.string(), z.boolean()]).optional(),
        }),
      }),
    }),
  }),
});

export function memberCallerOf(event: APIGatewayProxyEventV2): MemberCaller {
  const { claims } = jwtContext.parse(event).requestContext.authorizer.jwt;
  const verified = String(claims.phone_number_verified) === 'true';
  return {
    issuer: claims.iss,
    subject: claims.sub,
    verifiedPhone: verified ? (claims.phone_number ?? null) : null,
  };
}

/** Claims that name a person, the better one first. An e-mail address is none: it would be stored for good. */
const adminContext = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          iss: z.string().min(1),
          sub: z.string().min(1),
          name: z.unknown().optional(),
          preferred_username: z.unknown().optional(),
          username: z.unknown().optional(),
        }),
      }),
    }),
  }),
});

const personName = text(200);

export function adminCallerOf(event: APIGatewayProxyEventV2): AdminCaller {
  const { iss, sub, ...named } = adminContext.parse(event).requestContext.authorizer.jwt.claims;
  const names = [named.name, named.preferred_username, named.username].map((name) =>
    personName.safeParse(name),
  );
  return { issuer: iss, subject: sub, name: names.find(({ success }) => success)?.data ?? null };
}

/**
 * The store that a till speaks for (reliability §6, row 15).
 * @param wanted as the request says it, if it does
 * @throws {RefusedRequest} `store-mismatch`, or `store-required` where a key of several stores names none
 */
export function storeOf({ stores }: Till, wanted: string | undefined): string {
  const [only] = stores;
  if (wanted !== undefined) {
    if (!stores.includes(wanted)) throw new RefusedRequest('store-mismatch');
    return wanted;
  }
  if (only === undefined || stores.length > 1) throw new RefusedRequest('store-required');
  return only;
}

/** @throws {RefusedRequest} `id-mismatch` if the body names another id than the path (row 17) */
export function sameId(inPath: string, inBody: string | undefined): string {
  if (inBody !== undefined && inBody !== inPath) throw new RefusedRequest('id-mismatch');
  return inPath;
}
