import { decide } from '#domain/decide.ts';
import { toldActivity } from '#domain/entries/activity.ts';
import {
  olderEntries,
  olderEntriesOf,
  olderEntriesOfChange,
  withOlderEntries,
} from '#domain/entries/late-entries.ts';
import { overrideTold, type ToldOverride } from '#domain/entries/override-told.ts';
import { NO_PROGRAM } from '#domain/entries/sale-refusals.ts';
import { toldVisit } from '#domain/entries/visit.ts';
import type { ChangeAnswer } from '#domain/member/changing.ts';
import type { ActivityChange, FollowUp, Sale, VisitChange } from '#domain/member/commands.ts';
import type { DecidedChange, DecidedFollowUp, Refusal } from '#domain/member/decision.ts';
import {
  type Entry,
  isVisit,
  type PaymentAnswer,
  type ReturnAnswer,
  type SaleAnswer,
  type SaleEntry,
  type VisitEntry,
} from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { ChangingCommand } from '#domain/member/following.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { changedEntries } from '#operations/changed-entries.ts';
import { followUpEntry, withLeft } from '#operations/sale-with-followers.ts';

/** What a step came to. */
interface Played<Answer> {
  readonly kind: 'played';
  readonly answer: Answer;
  readonly facts: readonly Fact[];
}

/** The member of a case, and the books that grow along it: returns and payments find their receipts there. */
export class CaseBooks {
  member: Member;
  /** Of the program. */
  readonly currency: string;
  readonly #timeline: Timeline;
  readonly #attributes: Profile['attributes'];
  readonly #entries: Entry[] = [];
  readonly #named = new Map<string, SaleEntry>();
  readonly #visits = new Map<string, VisitEntry>();

  constructor(timeline: Timeline, member: Member, attributes: Profile['attributes'], currency: string) {
    this.currency = currency;
    this.#timeline = timeline;
    this.member = member;
    this.#attributes = attributes;
  }

  pass(now: EpochMs): Played<null> | Refusal {
    const decided = decide(this.#timeline.at(now), this.member, { kind: 'time-passing' });
    if (decided.kind === 'refused') return decided;
    this.member = decided.member;
    return { kind: 'played', answer: null, facts: decided.facts };
  }

  override(told: Pick<ToldOverride, 'system' | 'override'>, now: EpochMs): Played<null> | Refusal {
    const moment = this.#timeline.at(now);
    if (moment === null) return NO_PROGRAM;
    const revision = this.member.statuses.get(told.system)?.overrideRevision ?? 0;
    const command = overrideTold(moment, { ...told, reason: 'as the case says', actor: 'case', revision });
    if (command.kind === 'refused') return command;
    const decided = decide(moment, this.member, command);
    if (decided.kind === 'refused') return decided;
    this.member = decided.member;
    return { kind: 'played', answer: null, facts: decided.facts };
  }

  /** @param name by which later steps call it; `null`: none does */
  sell(sale: Sale, now: EpochMs, name: string | null): Played<SaleAnswer> | Refusal {
    const moment = this.#timeline.at(now);
    const older = moment === null ? null : olderEntries(moment, this.member, sale);
    const seeing =
      moment === null || older === null
        ? this.member
        : withOlderEntries(moment, this.member, older, this.#entries);
    const decided = decide(moment, seeing, sale, this.#attributes);
    if (decided.kind === 'refused') return decided;
    const { member, answer, facts, counted, lineGoods } = decided;
    this.member = member;
    const entry: SaleEntry = {
      source: sale.storeId,
      id: sale.receiptId,
      owner: { kind: 'member', memberId: member.id, number: member.entries.count },
      occurredAt: sale.occurredAt,
      receivedAt: now,
      day: answer.day,
      meaning: sale.receiptId,
      counted,
      body: { kind: 'sale', sale, quote: 'none', answer, lineGoods },
    };
    this.#entries.push(entry);
    if (name !== null) this.#named.set(name, entry);
    return { kind: 'played', answer, facts };
  }

  /** A visit or an activity, as the step tells it. */
  change(told: VisitChange | ActivityChange, now: EpochMs): Played<ChangeAnswer> | Refusal {
    const moment = this.#timeline.at(now);
    if (moment === null) return NO_PROGRAM;
    const id = told.kind === 'visit' ? told.visitId : told.activityId;
    const before = told.kind === 'visit' ? this.#visits.get(id) : undefined;
    const { stands = null, number = 0 } = before?.body ?? {};
    const command = { ...told, stands, number: number + 1 } as ChangingCommand;
    const asTold = command.kind === 'visit' ? toldVisit(moment, command) : toldActivity(moment, command);
    const older = olderEntriesOfChange(moment, this.member, asTold);
    const seeing = older === null ? this.member : withOlderEntries(moment, this.member, older, this.#entries);
    const decided: DecidedChange | Refusal = decide(moment, seeing, command, this.#attributes);
    if (decided.kind === 'refused') return decided;
    const { member, answer, facts } = decided;
    this.member = member;
    const stored = changedEntries({ command, receivedAt: now, meaning: id }, member.id, decided);
    this.#entries.push(stored.entry, ...stored.followed);
    if (isVisit(stored.entry)) this.#visits.set(id, stored.entry);
    return { kind: 'played', answer, facts };
  }

  /** The visit of that name; `null`: no step above has it. */
  visit(name: string): VisitEntry | null {
    return this.#visits.get(name) ?? null;
  }

  /** The receipt of that name; `null`: no step above has it. */
  sold(name: string): SaleEntry | null {
    return this.#named.get(name) ?? null;
  }

  follow(name: string, told: FollowUp, now: EpochMs): Played<ReturnAnswer | PaymentAnswer> | Refusal {
    const sold = this.#named.get(name);
    if (sold === undefined) throw new Error(`no step above has the receipt ${name}`);
    const command = { ...told, sold };
    const moment = this.#timeline.at(now);
    const older = moment === null ? null : olderEntriesOf(moment, this.member, command);
    const seeing =
      moment === null || older === null
        ? this.member
        : withOlderEntries(moment, this.member, older, this.#entries);
    const decided: DecidedFollowUp<ReturnAnswer | PaymentAnswer> | Refusal = decide(
      moment,
      seeing,
      command,
      this.#attributes,
    );
    if (decided.kind === 'refused') return decided;
    const { member, answer, facts } = decided;
    this.member = member;
    const owner = { kind: 'member', memberId: member.id, number: member.entries.count } as const;
    this.#entries.push(followUpEntry(sold, { told, meaning: told.id, receivedAt: now }, owner, decided));
    this.#named.set(name, withLeft(sold, decided));
    return { kind: 'played', answer, facts };
  }
}
