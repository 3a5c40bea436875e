import { ASSUMED_CALL_MS, prices } from './prices.ts';
import type { FunctionUsage } from './usage/usage-book.ts';

/** Dollars for a million invocations of a function, line by line. */
export interface Cost {
  readonly lines: readonly { readonly what: string; readonly dollarsPerMillion: number }[];
  readonly dollarsPerMillion: number;
}

type Usage = Readonly<Record<string, Readonly<FunctionUsage>>>;

/** The parts of a template's description that a price depends on. */
interface FunctionShape {
  readonly name: string;
  readonly arn: string;
  readonly memoryMb: number;
}

interface RouteShape {
  readonly functionArn: string;
  readonly authorizer:
    | { readonly kind: 'lambda'; readonly functionArn: string }
    | { readonly kind: 'jwt' }
    | null;
}

const GIGABYTE = 1024 ** 3;

/**
 * Dollars for a million invocations of the function, were they all like those that were recorded. Behind a Lambda
 * authorizer, the authorizer's own cost is shared among the routes that it guards, at the recorded ratio of its calls.
 * `null` if nothing was recorded.
 */
export function costOf(
  description: FunctionShape,
  usage: Usage,
  functions: readonly FunctionShape[],
  routes: readonly RouteShape[],
): Cost | null {
  const own = usage[description.name];
  if (own === undefined || own.invocations === 0) return null;
  const lines = ownLines(
    description,
    own,
    routes.some((route) => route.functionArn === description.arn),
  );
  const authorizer = authorizerLine(description, usage, functions, routes);
  if (authorizer !== null) lines.push(authorizer);
  return total(lines);
}

/** The billed part of a function's record: its use over all invocations. */
type Used = Pick<
  FunctionUsage,
  'invocations' | 'cpuMilliseconds' | 'logBytes' | 'eventsPublished' | 'calls' | 'units'
>;

/** The average use of an invocation, and dollars for a million of them. */
export interface MillionInvocations {
  readonly billedMs: number;
  readonly cpuMs: number;
  readonly calls: number;
  readonly request: number;
  readonly time: number;
  readonly tableWrites: number;
  readonly indexWrites: number;
  readonly reads: number;
  readonly log: number;
  readonly events: number;
}

/** Dollars for a million invocations like those that were recorded: at least one. */
export function millionInvocations(memoryMb: number, usage: Used): MillionInvocations {
  const per = (amount: number) => amount / usage.invocations;
  const calls = per(Object.values(usage.calls).reduce((sum, count) => sum + count, 0));
  const cpuMs = per(usage.cpuMilliseconds);
  const billedMs = billedMsOf(cpuMs, calls, memoryMb);
  const gbSeconds = (billedMs / 1000) * (memoryMb / 1024);
  return {
    billedMs,
    cpuMs,
    calls,
    request: prices.lambdaRequestPerMillion,
    time: gbSeconds * prices.lambdaGbSecond * 1e6,
    tableWrites: per(usage.units.tableWrites) * prices.dynamoDbWritePerMillion,
    indexWrites: per(usage.units.indexWrites) * prices.dynamoDbWritePerMillion,
    reads: per(usage.units.reads) * prices.dynamoDbReadPerMillion,
    log: (per(usage.logBytes) / GIGABYTE) * prices.logsPerGb * 1e6,
    events: per(usage.eventsPublished) * prices.eventBridgePerMillion,
  };
}

function ownLines(
  { memoryMb }: FunctionShape,
  usage: Readonly<FunctionUsage>,
  behindGateway: boolean,
): { what: string; dollarsPerMillion: number }[] {
  const million = millionInvocations(memoryMb, usage);
  const { billedMs, cpuMs, calls } = million;
  const timeLine = `Lambda time (${billedMs.toFixed(1)} ms at ${memoryMb} MB: ${cpuMs.toFixed(1)} ms of processor, ${calls.toFixed(1)} calls)`;
  const lines: readonly [string, number][] = [
    ['HTTP API request', behindGateway ? prices.httpApiPerMillion : 0],
    ['Lambda request', million.request],
    [timeLine, million.time],
    ['table writes', million.tableWrites],
    ['index writes', million.indexWrites],
    ['reads', million.reads],
    ['log', million.log],
    ['events on the bus', million.events],
  ];
  return lines
    .filter(([, dollars]) => dollars > 0)
    .map(([what, dollars]) => ({ what, dollarsPerMillion: round(dollars) }));
}

/**
 * Milliseconds that Lambda would bill: processor time at the share that the memory buys, and the waiting for calls as assumed.
 * Not the time from call to answer, which on a machine that does everything at once says little.
 */
function billedMsOf(cpuMs: number, calls: number, memoryMb: number): number {
  return cpuMs / Math.min(1, memoryMb / prices.lambdaProcessorMb) + calls * ASSUMED_CALL_MS;
}

function authorizerLine(
  description: FunctionShape,
  usage: Usage,
  functions: readonly FunctionShape[],
  routes: readonly RouteShape[],
): { what: string; dollarsPerMillion: number } | null {
  const authorizerArn = routes
    .map((route) => (route.functionArn === description.arn ? lambdaArn(route) : null))
    .find(Boolean);
  const authorizer = functions.find((candidate) => candidate.arn === authorizerArn);
  const itsUsage = authorizer === undefined ? undefined : usage[authorizer.name];
  if (authorizer === undefined || itsUsage === undefined || itsUsage.invocations === 0) return null;
  const guardedArns = new Set(
    routes.filter((route) => lambdaArn(route) === authorizerArn).map((route) => route.functionArn),
  );
  const guarded = functions.filter((candidate) => guardedArns.has(candidate.arn));
  const requests = guarded.reduce((sum, candidate) => sum + (usage[candidate.name]?.invocations ?? 0), 0);
  const each = total(ownLines(authorizer, itsUsage, false)).dollarsPerMillion;
  const share = itsUsage.invocations / requests;
  return { what: `authorizer, ${share.toFixed(2)} calls a request`, dollarsPerMillion: round(each * share) };
}

function lambdaArn(route: RouteShape): string | null {
  return route.authorizer?.kind === 'lambda' ? route.authorizer.functionArn : null;
}

function total(lines: Cost['lines']): Cost {
  return { lines, dollarsPerMillion: round(lines.reduce((sum, line) => sum + line.dollarsPerMillion, 0)) };
}

function round(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
