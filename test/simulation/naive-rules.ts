import type { NaiveCounters, NaiveReceipt } from './naive-counters.ts';
import { type NaiveDiscount, withOffers, withoutGoods } from './naive-discounts.ts';
import {
  endOfGift,
  isLost,
  type NaiveGift,
  type NaiveGiver,
  type NaiveLabel,
  runs,
  stillHiding,
  withGift,
  withLabel,
} from './naive-gifts.ts';
import { type Note, shownOf } from './naive-review.ts';
import type { Standing } from './naive-standing.ts';
import type { SimVersion, SimWord } from './sim-program.ts';

/** A receipt as rules see it, and the moment. */
interface Asking {
  readonly version: SimVersion;
  readonly receipt: NaiveReceipt;
  /** Its store and id. */
  readonly key: string;
  readonly now: number;
  readonly counters: NaiveCounters;
  /** The next turn of a system. */
  turnOf(system: string): number;
}

interface Ruling extends Asking {
  readonly wakes: SimWord;
  readonly day: number;
}

/** What rules gave beside statuses. */
export interface NaiveGiven {
  readonly labels: readonly NaiveLabel[];
  readonly discounts: readonly NaiveDiscount[];
}

type Standings = ReadonlyMap<string, Standing>;
type Gifts = Map<string, readonly NaiveGift[]>;

const giftsOf = (standings: Standings): Gifts =>
  new Map([...standings].map(([name, { gifts }]) => [name, gifts]));

/** Rules one after the other, each on what the earlier ones left; removals of labels last (D14, D23). */
export function ruled(
  { version, wakes, receipt, key, day, now, counters, turnOf }: Ruling,
  found: Standings,
  before: NaiveGiven,
  note: Note,
) {
  const gifts = giftsOf(found);
  const rules = new Map<string, string>();
  let { labels } = before;
  const running = (version.program.rules ?? []).filter(
    (rule) => rule.on.includes(wakes) && runs({ rule, version, day }, receipt, counters),
  );
  const takes = (system: string): boolean =>
    version.program.systems.some(({ name, clawback }) => name === system && clawback !== undefined);
  for (const rule of running) {
    const { gives } = rule;
    const by: NaiveGiver = { rule, version, receipt: key, day };
    if (gives.kind === 'label') {
      if (labels.every(({ name }) => name !== gives.label)) {
        rules.set(gives.label, rule.name);
        note(`rule: a label on a ${wakes}`);
      }
      labels = withLabel(labels, gives.label, by, now);
    }
    if (gives.kind !== 'status') continue;
    const standing = found.get(gives.system);
    const held = gifts.get(gives.system) ?? [];
    if (standing === undefined) continue;
    const until = gives.until === null ? turnOf(gives.system) : endOfGift(gives.until, day, version);
    if (until <= now) continue;
    const gift = { status: gives.status, until, since: now, by };
    const { layers } = standing;
    const beneath = { earned: layers.earned, shown: shownOf(layers) };
    const after = withGift(beneath, held, gift, gives.transition, takes(gives.system));
    if (after !== held)
      note(gives.status === null ? 'rule: takes a status off' : `rule: a status on a ${wakes}`);
    gifts.set(gives.system, after);
  }
  for (const rule of running) {
    const { gives } = rule;
    if (gives.kind !== 'no label' || labels.every(({ name }) => name !== gives.label)) continue;
    rules.set(gives.label, rule.name);
    labels = labels.filter(({ name }) => name !== gives.label);
    note('rule: a label goes');
  }
  const offers = running.flatMap((rule) => {
    const { gives } = rule;
    if (gives.kind !== 'discount') return [];
    const { percent } = gives;
    const until = gives.until === null ? null : endOfGift(gives.until, day, version);
    if (until !== null && until <= now) return [];
    const giver = { rule, version, receipt: key, day };
    return [{ percent, until, giver, isTakenBack: gives.clawback === 'always' }];
  });
  const discounts = withOffers(before.discounts, offers, { program: version.program, wakes, now });
  if (offers.length > 0) note(`standing discount: ${discounts.length} beside one another`);
  return { standings: gifts, labels, discounts, rules };
}

/** Goods of a receipt came back: its rules are asked again by what is left of it (D94). */
export function takenBack(
  { version, receipt, key, now, counters, turnOf }: Asking,
  found: Standings,
  before: NaiveGiven,
  note: Note,
) {
  const isTaken = (by: NaiveGiver | null): boolean =>
    by !== null && by.receipt === key && isLost(by, receipt, counters);
  const gifts = giftsOf(found);
  for (const { name, clawback } of version.program.systems) {
    const held = gifts.get(name) ?? [];
    if (clawback === undefined || !held.some(({ by }) => isTaken(by))) continue;
    const turn = turnOf(name);
    note(`gift: taken ${clawback === 'always' ? 'at once' : 'at the next turn'}`);
    const left = held.flatMap((gift) => {
      if (!isTaken(gift.by)) return [gift];
      const until = Math.min(gift.until, turn);
      return clawback === 'always' || until <= now ? [] : [{ ...gift, until }];
    });
    gifts.set(name, stillHiding(found.get(name)?.layers.earned ?? null, left));
  }
  const labels = before.labels.flatMap((label): readonly NaiveLabel[] => {
    if (label.by === null) return [label];
    const by = label.by.filter((each) => !isTaken(each));
    return by.length === 0 ? [] : [{ ...label, by }];
  });
  if (labels.length < before.labels.length) note('label: taken');
  const discounts = withoutGoods(before.discounts, isTaken, now);
  if (JSON.stringify(discounts) !== JSON.stringify(before.discounts)) note('standing discount: taken');
  return { standings: gifts, labels, discounts };
}
