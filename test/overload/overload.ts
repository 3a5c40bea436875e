import { setTimeout as sleep } from 'node:timers/promises';
import type { SaleRequest } from '#operations/sale-request.ts';
import type { Audit } from '../faults/books.ts';
import { sales } from '../faults/receipts.ts';
import { type Driving, drive } from './drive.ts';
import type { Target } from './target.ts';

/** Three times what the system was measured to take. */
const TIMES = 3;
/** Tills that the system serves well, whose rate is its capacity. */
const CALM_CONNECTIONS = 12;
const PATIENT_SECONDS = 30;
const LONGEST_ROUNDS = 60;
const NO_THROTTLE = 1_000_000;
const HOT_SENDERS = 64;

/** The audit of receipts that were sent until each had its final answer. */
export interface Pushed extends Audit {
  readonly receipts: number;
  /** Requests a second that the system was sent in the first round. */
  readonly offered: number;
  /** Status → how many. */
  readonly answers: Readonly<Record<string, number>>;
  /** Requests whose till gave up waiting. */
  readonly unanswered: number;
  readonly busyWithoutRetryAfter: number;
  /** Rounds of sending again until everything had its final answer. */
  readonly rounds: number;
  readonly seconds: number;
}

/** Receipts a second that the system takes when nobody pushes: one connection sends when its last was answered. */
export async function capacityOf(
  target: Target,
  sent: SaleRequest[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<number> {
  await target.throttle(NO_THROTTLE, NO_THROTTLE);
  const receipts = sales(count, target.memberIds, seed);
  sent.push(...receipts);
  const driven = await drive(target, receipts, calm(0));
  if (driven.left.length > 0) throw new Error(`${driven.left.length} receipts were turned away in peace`);
  return Math.max(1, Math.floor(count / driven.seconds));
}

/** Three times the capacity, at a door that lets through the capacity. */
export async function atTheDoor(
  target: Target,
  sent: SaleRequest[],
  capacity: number,
  receipts: readonly SaleRequest[],
): Promise<Pushed> {
  await target.throttle(capacity, Math.max(1, Math.floor(capacity / 4)));
  return await push(target, sent, receipts, pushing(capacity, PATIENT_SECONDS), calm(capacity));
}

/** Three times the capacity, and nothing is turned away: the line grows, and tills give up after two seconds. */
export async function inAGrowingLine(
  target: Target,
  sent: SaleRequest[],
  capacity: number,
  receipts: readonly SaleRequest[],
): Promise<Pushed> {
  await target.throttle(NO_THROTTLE, NO_THROTTLE);
  return await push(target, sent, receipts, pushing(capacity, 2), calm(capacity));
}

/** Everybody buys with one card. */
export async function onOneMember(
  target: Target,
  sent: SaleRequest[],
  receipts: readonly SaleRequest[],
): Promise<Pushed> {
  await target.throttle(NO_THROTTLE, NO_THROTTLE);
  const driving = { connections: HOT_SENDERS, ratePerSecond: 0, timeoutSeconds: PATIENT_SECONDS };
  return await push(target, sent, receipts, driving, driving);
}

const calm = (ratePerSecond: number): Driving => ({
  connections: CALM_CONNECTIONS,
  ratePerSecond,
  timeoutSeconds: PATIENT_SECONDS,
});

/** A connection for each request of a second: nobody waits for an answer before the next one sends. */
const pushing = (capacity: number, timeoutSeconds: number): Driving => ({
  connections: TIMES * capacity,
  ratePerSecond: TIMES * capacity,
  timeoutSeconds,
});

/** Sends once hard, then what was turned away or not answered again, and does the books of all that was ever sent. */
async function push(
  target: Target,
  sent: SaleRequest[],
  receipts: readonly SaleRequest[],
  hard: Driving,
  again: Driving,
): Promise<Pushed> {
  sent.push(...receipts);
  const begun = performance.now();
  const first = await drive(target, receipts, hard);
  const all = [first];
  while ((all.at(-1)?.left.length ?? 0) > 0 && all.length < LONGEST_ROUNDS) {
    // As `Retry-After` asks.
    await sleep(1000);
    all.push(await drive(target, all.at(-1)?.left ?? [], again));
  }
  const seconds = (performance.now() - begun) / 1000;
  const left = all.at(-1)?.left.length ?? 0;
  if (left > 0) throw new Error(`${left} receipts got no final answer`);
  const answers: Record<string, number> = {};
  for (const { statuses } of all)
    for (const [status, count] of Object.entries(statuses)) answers[status] = (answers[status] ?? 0) + count;
  const sum = (of: 'unanswered' | 'busyWithoutRetryAfter'): number =>
    all.reduce((total, driven) => total + driven[of], 0);
  return {
    receipts: receipts.length,
    offered: Math.round(receipts.length / first.seconds),
    answers,
    unanswered: sum('unanswered'),
    busyWithoutRetryAfter: sum('busyWithoutRetryAfter'),
    rounds: all.length - 1,
    seconds,
    ...(await target.audit(sent)),
  };
}

/** Receipts of the target's members. */
export const receiptsFor = (target: Target, count: number, seed: number): readonly SaleRequest[] =>
  sales(count, target.memberIds, seed);
