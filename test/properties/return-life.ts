import { decide } from '#domain/decide.ts';
import { refOfFollowUp } from '#domain/entries/follow-up.ts';
import {
  type OlderEntries,
  olderEntries,
  olderEntriesOf,
  withOlderEntries,
} from '#domain/entries/late-entries.ts';
import type { FollowUp, Overriding, Payment, Return, Sale } from '#domain/member/commands.ts';
import type { DecidedFollowUp, Refusal } from '#domain/member/decision.ts';
import type { Entry, PaymentAnswer, ReturnAnswer, SaleAnswer, SaleEntry } from '#domain/member/entry.ts';
import { nameOfEntry } from '#domain/member/entry-ref.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment, Timeline } from '#domain/program/timeline.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { saleEntry } from '../fixtures/entries.ts';
import { decided, enrolled } from './stories.ts';

/** One member's life of sales and of what follows them, driven as the operations drive it: days of long ago are read (D88). */
export class ReturnLife {
  readonly programs: Timeline;
  member: Member;
  /** All that was counted, in its order. */
  readonly entries: Entry[] = [];
  /** Receipt → its sale as it stands. */
  readonly sales = new Map<string, SaleEntry>();

  constructor(programs: Timeline) {
    this.programs = programs;
    this.member = enrolled(programs);
  }

  sell(sale: Sale, now: number): SaleAnswer {
    const seeing = this.#seeing(now, (moment) => olderEntries(moment, this.member, sale));
    const decision = decided(this.programs, seeing, sale, now);
    this.member = decision.member;
    const { answer, counted, lineGoods } = decision;
    const entry = saleEntry({
      sale: { ...sale, promised: null },
      memberId: 'm',
      number: this.member.entries.count,
      cardNumber: null,
      receivedAt: asEpochMs(now),
      meaning: 'sale',
      quote: 'none',
      answer,
      counted,
      lineGoods,
    });
    this.entries.push(entry);
    this.sales.set(sale.receiptId, entry);
    return answer;
  }

  giveBack(receiptId: string, told: Return, now: number): ReturnAnswer | Refusal {
    return this.#follow(receiptId, told, now) as ReturnAnswer | Refusal;
  }

  pay(receiptId: string, told: Payment, now: number): PaymentAnswer | Refusal {
    return this.#follow(receiptId, told, now) as PaymentAnswer | Refusal;
  }

  /** The sweep comes by. */
  pass(now: number): void {
    this.member = decided(this.programs, this.member, { kind: 'time-passing' }, now).member;
  }

  /** An operator puts something over a status, or takes it off. */
  override(told: Pick<Overriding, 'system' | 'override' | 'revision'>, now: number): void {
    const command = { ...told, kind: 'override', reason: 'a complaint', actor: 'ada' } as const;
    this.member = decided(this.programs, this.member, command, now).member;
  }

  #follow(receiptId: string, told: FollowUp, now: number): ReturnAnswer | PaymentAnswer | Refusal {
    const sold = this.sales.get(receiptId);
    if (sold === undefined) throw new Error(`no sale ${receiptId}`);
    const command = { ...told, sold };
    const seeing = this.#seeing(now, (moment) => olderEntriesOf(moment, this.member, command));
    const decision: DecidedFollowUp<ReturnAnswer | PaymentAnswer> | Refusal = decide(
      this.programs.at(asEpochMs(now)),
      seeing,
      command,
    );
    if (decision.kind === 'refused') return decision;
    const { member, answer, counted, left } = decision;
    this.member = member;
    const body = { kind: told.kind, followUp: told, revision: left.revision, answer } as Entry['body'];
    this.entries.push({
      source: sold.source,
      id: sold.id,
      owner: { kind: 'member', memberId: 'm', number: member.entries.count },
      occurredAt: told.occurredAt,
      receivedAt: asEpochMs(now),
      day: sold.day,
      meaning: nameOfEntry(refOfFollowUp(command)),
      counted,
      body,
    });
    this.sales.set(receiptId, { ...sold, body: { ...sold.body, left } });
    return answer;
  }

  #seeing(now: number, older: (moment: Moment) => OlderEntries | null): Member {
    const moment = this.programs.at(asEpochMs(now));
    const wanted = moment === null ? null : older(moment);
    return moment === null || wanted === null
      ? this.member
      : withOlderEntries(moment, this.member, wanted, this.entries);
  }
}

/** Whether a follow-up was refused. */
export const isRefused = (outcome: ReturnAnswer | PaymentAnswer | Refusal): outcome is Refusal =>
  'kind' in outcome;
