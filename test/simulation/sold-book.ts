import type { FollowUp } from '#domain/member/commands.ts';
import type { Entry, PaymentBody, ReturnBody, SaleEntry, SaleLeft } from '#domain/member/entry.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Awaited } from '#operations/ports/ledger.ts';
import type { NaiveFollowUp, NaiveLeft } from './happenings.ts';
import {
  type Bought,
  follow,
  isAllGone,
  isBoughtStill,
  paidOf,
  type SoldState,
  soldOf,
  spread,
  stateAfter,
} from './naive-sold.ts';

const DAY = 86_400_000;

/** A sale as the book has it, with all that followed it. */
interface Booked {
  readonly occurredAt: number;
  /** It is nobody's, and will be: it has neither a member nor a card. */
  readonly isNobodys: boolean;
  readonly bought: Bought;
  /** Of each line, before benefits. */
  readonly amounts: readonly number[];
  readonly followers: FollowUp[];
  readonly refused: { readonly told: FollowUp; readonly code: string }[];
}

/** What a till must be told. */
export type Expected =
  | { readonly kind: 'followed-up'; readonly replayed: boolean }
  | { readonly kind: 'parked'; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly code: string };

/** What was written, and what the book says. */
interface Compared {
  readonly what: string;
  readonly found: unknown;
  readonly wanted: unknown;
}

export const keyOf = ({ source, id }: Pick<EntryRef, 'source' | 'id'>): string => `${source} ${id}`;

const MAX_WAITING = 20;

/**
 * The book of what was sold, and of what came back and was paid later, whoever the member is: kept by the pencil beside what
 * is written.
 */
export class SoldBook {
  /** How often anything was written here. */
  writes = 0;
  #compared: Compared[] = [];
  readonly #sales = new Map<string, Booked>();
  readonly #waiting = new Map<string, FollowUp[]>();

  /** What is to be compared since the last time. */
  take(): readonly Compared[] {
    const taken = this.#compared;
    this.#compared = [];
    return taken;
  }

  /** A sale was written: what waited for it follows in the order in which it happened (D41). */
  sell(entry: SaleEntry, followed: readonly Entry[]): void {
    this.writes += 1;
    const key = keyOf(entry);
    const { sale, answer, left, refused = [] } = entry.body;
    const amounts = sale.lines.map(({ amountMinor }) => amountMinor);
    const discounts = answer.lineDiscountsMinor;
    if (sale.given === undefined) {
      const total = discounts.reduce((sum, amount) => sum + amount, 0);
      const weights = amounts.map((amount) => Math.max(0, amount));
      this.#compare(`the discount of each line of ${key}`, discounts, spread(total, weights));
    }
    const lines = sale.lines.map(({ amountMinor, quantityThousandths }, line) => ({
      net: amountMinor - (discounts[line] ?? 0),
      quantity: quantityThousandths,
    }));
    const booked: Booked = {
      occurredAt: entry.occurredAt,
      isNobodys: entry.owner.kind === 'nobody',
      bought: { lines, paid: answer.paidMinor },
      amounts,
      followers: [],
      refused: [],
    };
    this.#sales.set(key, booked);
    const waiting = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    for (const told of waiting.toSorted((one, other) => one.occurredAt - other.occurredAt)) {
      const code = this.#refusalOf(booked, told);
      if (code === null) booked.followers.push(told);
      else booked.refused.push({ told, code });
    }
    const names = (list: readonly FollowUp[]) => list.map(({ kind, id }) => `${kind} ${id}`);
    this.#compare(
      `what waited for ${key}`,
      followed.map(({ body }) => (isOtherBody(body) ? '' : `${body.kind} ${body.followUp.id}`)),
      names(booked.followers),
    );
    this.#compare(
      `what waited for ${key} in vain`,
      refused.map(({ kind, id, code }) => `${kind} ${id} ${code}`),
      booked.refused.map(({ told: { kind, id }, code }) => `${kind} ${id} ${code}`),
    );
    for (const [index, each] of followed.entries()) this.#compareAnswer(booked, each, index);
    this.#compareLeft(key, booked, left);
  }

  /** A return or a payment of a sale was written. */
  follow(entry: Entry<ReturnBody | PaymentBody>, sold: SaleEntry | undefined): void {
    this.writes += 1;
    const key = keyOf(entry);
    const booked = this.#booked(key);
    const code = this.#refusalOf(booked, entry.body.followUp);
    if (code !== null) {
      this.#compare(`what followed ${key}`, 'written', code);
      return;
    }
    booked.followers.push(entry.body.followUp);
    this.#compareAnswer(booked, entry, booked.followers.length - 1);
    this.#compareLeft(key, booked, sold?.body.left);
  }

  /** What followed a sale is claimed with it: all of it, as it was. */
  claim(entry: SaleEntry, followed: readonly Entry[]): void {
    const key = keyOf(entry);
    const booked = this.#booked(key);
    this.#compare(
      `what was claimed with ${key}`,
      followed.map(({ body }) => (isOtherBody(body) ? null : body.followUp)),
      [...booked.followers],
    );
    for (const [index, each] of followed.entries()) this.#compareAnswer(booked, each, index);
    this.#compareLeft(key, booked, entry.body.left);
  }

  park({ source, id }: EntryRef, awaited: Awaited): void {
    this.writes += 1;
    this.#waiting.set(
      keyOf({ source, id }),
      awaited.map(({ told }) => told),
    );
  }

  /** The answer to a return or a payment by what is booked. */
  expected(key: string, told: FollowUp): Expected {
    const booked = this.#sales.get(key);
    const isThis = (each: FollowUp): boolean => each.kind === told.kind && each.id === told.id;
    const otherContent = { kind: 'refused', code: 'idempotency-mismatch' } as const;
    if (booked === undefined) {
      const waiting = this.#waiting.get(key) ?? [];
      const known = waiting.find(isThis);
      if (known !== undefined && !isSame(known, told)) return otherContent;
      if (known === undefined && waiting.length >= MAX_WAITING)
        return { kind: 'refused', code: 'parked-too-many' };
      return { kind: 'parked', replayed: known !== undefined };
    }
    const known = booked.followers.find(isThis);
    if (known !== undefined)
      return isSame(known, told) ? { kind: 'followed-up', replayed: true } : otherContent;
    const vain = booked.refused.find((each) => isThis(each.told));
    if (vain !== undefined)
      return isSame(vain.told, told) ? { kind: 'refused', code: vain.code } : otherContent;
    const code = this.#refusalOf(booked, told);
    return code === null ? { kind: 'followed-up', replayed: false } : { kind: 'refused', code };
  }

  /** What is left of a sale; `null`: it is not booked. */
  stateOf(key: string): SoldState | null {
    const booked = this.#sales.get(key);
    return booked === undefined ? null : stateAfter(booked.bought, booked.followers);
  }

  isSomebodys(key: string): boolean {
    return this.#sales.get(key)?.isNobodys === false;
  }

  followersOf(key: string): readonly FollowUp[] {
    return this.#sales.get(key)?.followers ?? [];
  }

  /** What followed a sale, as the pencil of its member sees it. */
  happeningsOf(key: string, entries: readonly Entry[]): readonly NaiveFollowUp[] {
    return entries.map(({ receivedAt, body }, index): NaiveFollowUp => {
      if (isOtherBody(body)) throw new Error('a sale follows a sale');
      const left = this.leftAfter(key, index + 1);
      if (body.kind === 'return') return { kind: 'return', receipt: key, left };
      // Of a clock that was ahead when it came (D28).
      const occurredAt = body.answer.clockAhead ? receivedAt : body.followUp.occurredAt;
      return { kind: 'payment', receipt: key, left, occurredAt };
    });
  }

  /** What is left after so many have followed. */
  leftAfter(key: string, count: number): NaiveLeft {
    const { bought, amounts, followers } = this.#booked(key);
    const state = stateAfter(bought, followers.slice(0, count));
    return {
      sold: soldOf(state),
      paid: paidOf(state),
      isBought: isBoughtStill(bought, state, amounts),
      isGone: isAllGone(state),
    };
  }

  #booked(key: string): Booked {
    const booked = this.#sales.get(key);
    if (booked === undefined) throw new Error(`${key} is not booked`);
    return booked;
  }

  #refusalOf({ occurredAt, bought, followers }: Booked, told: FollowUp): string | null {
    if (told.kind === 'return' && told.occurredAt < occurredAt - DAY) return 'return-before-sale';
    const next = follow(bought, followers, told);
    return next.kind === 'refused' ? next.code : null;
  }

  #compareAnswer({ bought, followers }: Booked, { id, body }: Entry, index: number): void {
    const told = followers[index];
    if (told === undefined || isOtherBody(body)) return;
    const next = follow(bought, followers.slice(0, index), told);
    if (next.kind === 'refused') return;
    const what = `what ${body.kind} ${body.followUp.id} of ${id} came to`;
    if (body.kind === 'payment') {
      this.#compare(what, body.answer.paidMinor, paidOf(next.state));
      return;
    }
    const { lines, soldMinor, refundedMinor } = body.answer;
    const found = lines.map(({ line, quantityThousandths, amountMinor }) => ({
      line,
      quantity: quantityThousandths,
      amount: amountMinor,
    }));
    this.#compare(what, { lines: found, sold: soldMinor, refunded: refundedMinor }, next.taken);
  }

  #compareLeft(key: string, { bought, followers }: Booked, left: SaleLeft | undefined): void {
    const { parts, paid, refunded } = stateAfter(bought, followers);
    const found =
      left === undefined
        ? null
        : {
            lines: left.lines.map(({ netMinor: net, quantityThousandths, backThousandths, isBack }) => ({
              net,
              of: quantityThousandths,
              back: backThousandths,
              isBack,
            })),
            paid: left.paidMinor,
            refunded: left.refundedMinor,
            count: left.revision,
          };
    const wanted = followers.length === 0 ? null : { lines: parts, paid, refunded, count: followers.length };
    this.#compare(`what is left of ${key}`, found, wanted);
  }

  #compare(what: string, found: unknown, wanted: unknown): void {
    this.#compared.push({ what, found, wanted });
  }
}

type FollowUpBody = ReturnBody | PaymentBody;

/** Of what follows no sale nothing is told here. */
const isOtherBody = (body: Entry['body']): body is Exclude<Entry['body'], FollowUpBody> =>
  body.kind !== 'return' && body.kind !== 'payment';
const isSame = (one: FollowUp, other: FollowUp): boolean => JSON.stringify(one) === JSON.stringify(other);
export const isFollowUp = (entry: Entry): entry is Entry<FollowUpBody> => !isOtherBody(entry.body);
