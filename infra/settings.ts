import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { cardRangesIn } from '#contracts/http/payment-cards.ts';
import { type Stage, stageOf } from './stage.ts';

/** Who signs people in: a user pool that the stack makes, or any OpenID Connect issuer, named by parameters. */
type IdentitySource = 'cognito' | 'oidc';

/** The table: one that the stack makes, or one that is there already, such as a restored one. */
type TableChoice =
  | { readonly kind: 'new'; readonly name: string | undefined }
  | { readonly kind: 'existing'; readonly name: string; readonly streamArn: string };

/** The choices of a synthesis, read from the context once. */
export interface Settings {
  readonly stage: Stage;
  /** A key of one's own, backups beside the table's own, contributor insights. */
  readonly hardened: boolean;
  /** Alarms, dashboard, budget, and deploys that go back by themselves: `prod` has them, `dev` on demand. */
  readonly watched: boolean;
  readonly table: TableChoice;
  readonly memberIdentity: IdentitySource;
  readonly adminIdentity: IdentitySource;
  /** Card ranges that are the brand's own, whatever they look like; empty: none. */
  readonly ownCardRanges: string;
}

/** The settings in an app's context (`-c name=value`, or `cdk.json`); a value that is not known is an error. */
export function settingsOf(node: Node): Settings {
  const stage = stageOf(node.tryGetContext('stage'));
  return {
    stage,
    hardened: flagOf(node, 'hardened', false),
    watched: flagOf(node, 'watched', stage === 'prod'),
    table: tableOf(node),
    memberIdentity: identityOf(node, 'memberIdentity'),
    adminIdentity: identityOf(node, 'adminIdentity'),
    ownCardRanges: ownCardRangesOf(node),
  };
}

/** One brand, and one stage, is one stack: by its name they lie side by side in an account. */
export function stackNameOf(node: Node): string {
  return textOf(node, 'stackName') ?? 'Laurel';
}

/** Data and logs of `prod` outlive the stack. */
export function removalOf({ stage }: Settings): RemovalPolicy {
  return stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

export function logRetentionOf({ stage }: Settings): RetentionDays {
  return stage === 'prod' ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK;
}

function flagOf(node: Node, name: string, otherwise: boolean): boolean {
  const value: unknown = node.tryGetContext(name);
  if (value === undefined) return otherwise;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new Error(`The context value "${name}" is "true" or "false", not ${JSON.stringify(value)}.`);
}

function textOf(node: Node, name: string): string | undefined {
  const value: unknown = node.tryGetContext(name);
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new Error(`The context value "${name}" is a text, not ${JSON.stringify(value)}.`);
}

function ownCardRangesOf(node: Node): string {
  const written = textOf(node, 'ownCardRanges') ?? '';
  // What is wrong is said here, not at the first receipt.
  cardRangesIn(written);
  return written;
}

function identityOf(node: Node, name: string): IdentitySource {
  const value = textOf(node, name) ?? 'cognito';
  if (value === 'cognito' || value === 'oidc') return value;
  throw new Error(`The context value "${name}" is "cognito" or "oidc", not ${JSON.stringify(value)}.`);
}

function tableOf(node: Node): TableChoice {
  const name = textOf(node, 'existingTable');
  const streamArn = textOf(node, 'existingTableStream');
  if (name === undefined && streamArn === undefined) return { kind: 'new', name: textOf(node, 'tableName') };
  if (name !== undefined && streamArn !== undefined) return { kind: 'existing', name, streamArn };
  throw new Error(
    'An existing table needs both "existingTable" (its name) and "existingTableStream" (an ARN).',
  );
}
