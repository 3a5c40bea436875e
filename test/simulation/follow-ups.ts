import type { FollowUp } from '#domain/member/commands.ts';
import type { Entry, PaymentBody, ReturnBody } from '#domain/member/entry.ts';
import { type FollowUpPorts, followUpReceipt } from '#operations/follow-up.ts';
import type { FollowUpRequest } from '#operations/follow-up-request.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';
import { drawFollowUp, otherThan } from './draw-follow-ups.ts';
import { isAllGone, type SoldState } from './naive-sold.ts';
import { keyOf, type SoldBook } from './sold-book.ts';

const DAY = 86_400_000;

/** A receipt that was sent, and whose it is to be. */
interface Sent<Customer> {
  readonly request: SaleRequest;
  readonly customer: Customer;
}

/** The shop, as far as returns and payments have to do with it. */
interface Till<Customer> {
  readonly draw: Draw;
  readonly coverage: Coverage;
  readonly book: SoldBook;
  readonly ports: FollowUpPorts;
  now(): number;
  /** `null`: nobody knows what became of it. */
  attempt<Answer>(act: () => Promise<Answer>): Promise<Answer | null>;
  expect(what: string, found: unknown, wanted: unknown): void;
  /** A card of another customer. */
  otherCard(customer: Customer): string;
  /** Whether a version asks for days of a customer that were forgotten. */
  hasGap(customer: Customer): boolean;
  /** Whether nobody can say what a return takes from a customer now. */
  isUnclear(customer: Customer): boolean;
  answered(customer: Customer, entry: Entry<ReturnBody | PaymentBody>): Promise<void>;
}

/** Sends returns and payments of a shop's receipts, again and otherwise, and looks at what the till is told. */
export class FollowUps<Customer> {
  readonly #till: Till<Customer>;
  readonly #told: (Sent<Customer> & { readonly told: FollowUp })[] = [];
  #unanswered: (Sent<Customer> & { readonly told: FollowUp })[] = [];
  #ids = 0;

  constructor(till: Till<Customer>) {
    this.#till = till;
  }

  get waiting(): number {
    return this.#unanswered.length;
  }

  /** A receipt that something has followed already; `null`: none has been. */
  followed(): Sent<Customer> | null {
    return this.#told.length === 0 ? null : this.#till.draw.one(this.#told.slice(-8));
  }

  /** Something follows a receipt; at times the same again, or something else under the same id. */
  async follow({ request, customer }: Sent<Customer>): Promise<void> {
    const { draw, coverage, book } = this.#till;
    const key = keyOf({ source: request.storeId, id: request.receiptId });
    const state = book.stateOf(key) ?? asBought(request);
    if (isAllGone(state) && draw.chance(0.7)) return;
    const told = drawFollowUp(draw, coverage, {
      id: `follow-${this.#ids++}`,
      now: this.#till.now(),
      occurredAt: request.occurredAt,
      state,
      isBill: request.paidMinor !== null,
    });
    if (this.#isLeftOut(customer, told)) return;
    this.#note(request, told, book.followersOf(key));
    this.#told.push({ request, customer, told });
    if (draw.chance(0.02)) await this.#sendForeign({ request, customer, told });
    await this.#send({ request, customer, told });
  }

  async again(): Promise<void> {
    if (this.#told.length === 0) return;
    const { draw, coverage, book, attempt, expect } = this.#till;
    const sent = draw.one(this.#told);
    if (draw.chance(0.6)) {
      note(coverage, `${sent.told.kind}: sent again`);
      await this.#send(sent);
      return;
    }
    const told = otherThan(sent.told);
    const wanted = book.expected(keyOf(refOf(sent.request)), told);
    // Where nothing was written under the id, the other content is the first.
    if (wanted.kind !== 'refused' || wanted.code !== 'idempotency-mismatch') return;
    const { writes } = book;
    const outcome = await attempt(() => followUpReceipt(this.#till.ports, requestOf(sent.request, told)));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) return;
    note(coverage, `${sent.told.kind}: another content under the same id`);
    const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    expect(`another content of ${told.id}`, [code, book.writes], [wanted.code, writes]);
  }

  /** What got no answer is sent again. */
  async resend(): Promise<void> {
    const waiting = this.#unanswered;
    this.#unanswered = [];
    for (const sent of waiting) await this.#send(sent);
  }

  async #send(sent: Sent<Customer> & { readonly told: FollowUp }): Promise<void> {
    const { book, attempt, expect, coverage, ports } = this.#till;
    const { request, customer, told } = sent;
    const wanted = book.expected(keyOf(refOf(request)), told);
    const isNew = wanted.kind === 'followed-up' && !wanted.replayed;
    if (isNew && this.#isLeftOut(customer, told)) return;
    const { writes } = book;
    const outcome = await attempt(() => followUpReceipt(ports, requestOf(request, told)));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) {
      this.#unanswered.push(sent);
      return;
    }
    const found =
      outcome.kind === 'refused'
        ? { kind: outcome.kind, code: outcome.code }
        : { kind: outcome.kind, replayed: outcome.replayed };
    expect(`the answer to ${told.kind} ${told.id} of ${request.receiptId}`, found, wanted);
    if (outcome.kind === 'refused') {
      note(coverage, `${told.kind}: refused, ${outcome.code}`);
      expect(`what was written for ${told.id}, which was refused`, book.writes, writes);
      return;
    }
    if (outcome.replayed) {
      expect(`what was written for ${told.id} again`, book.writes, writes);
      return;
    }
    if (outcome.kind === 'parked') {
      note(coverage, `${told.kind}: before its sale`);
      return;
    }
    const { disposition } = outcome.entry.body.answer;
    if (disposition === 'unmatched') note(coverage, `${told.kind}: of one that waits for its card`);
    if (disposition === 'anonymous') note(coverage, `${told.kind}: of nobody's`);
    if (outcome.entry.owner.kind === 'member') await this.#till.answered(customer, outcome.entry);
  }

  /** With the card of somebody else: refused, and nothing written (D42). */
  async #sendForeign({
    request,
    customer,
    told,
  }: Sent<Customer> & { readonly told: FollowUp }): Promise<void> {
    const { book, attempt, expect, coverage } = this.#till;
    if (!book.isSomebodys(keyOf(refOf(request)))) return;
    const { writes } = book;
    const foreign = { ...requestOf(request, told), cardNumber: this.#till.otherCard(customer) };
    const outcome = await attempt(() => followUpReceipt(this.#till.ports, foreign));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) return;
    note(coverage, `${told.kind}: with a foreign card`);
    const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    expect(`${told.id} with a foreign card`, [code, book.writes], ['return-member-mismatch', writes]);
  }

  /** What the pencil does not follow is not sent: whoever had no answer does not try again. */
  #isLeftOut(customer: Customer, { kind }: FollowUp): boolean {
    const { coverage, hasGap, isUnclear } = this.#till;
    if (hasGap(customer)) note(coverage, 'left out: while a version asks for days that were forgotten');
    else if (kind === 'return' && isUnclear(customer))
      note(coverage, 'left out: returns of which nobody says what they take');
    else return false;
    return true;
  }

  #note(request: SaleRequest, told: FollowUp, before: readonly FollowUp[]): void {
    const { coverage } = this.#till;
    const { kind } = told;
    if (told.storeId !== request.storeId) note(coverage, `${kind}: at another store`);
    if (before.some((each) => each.kind === kind)) note(coverage, `${kind}: several of one receipt`);
    if (before.some((each) => each.kind !== kind)) note(coverage, `${kind}: after one of the other kind`);
    if (this.#till.now() - request.occurredAt > 60 * DAY) note(coverage, `${kind}: months later`);
  }
}

const refOf = ({ storeId, receiptId }: SaleRequest) => ({ source: storeId, id: receiptId });

const requestOf = ({ storeId, receiptId }: SaleRequest, told: FollowUp): FollowUpRequest => ({
  saleStoreId: storeId,
  receiptId,
  told,
  cardNumber: null,
  currency: null,
});

/** What a till knows of a receipt that nobody has answered yet. */
const asBought = ({ lines, paidMinor }: SaleRequest): SoldState => ({
  parts: lines.map(({ amountMinor, quantityThousandths }) => ({
    net: amountMinor,
    of: quantityThousandths,
    back: 0,
    isBack: false,
  })),
  paid: paidMinor ?? lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  refunded: 0,
});
