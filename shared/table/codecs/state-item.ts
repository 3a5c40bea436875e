import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Counters, NO_COUNTERS } from '#domain/member/counters.ts';
import type {
  HeldCategory,
  Invitation,
  LabelGift,
  LateEntry,
  Member,
  PointLot,
  StandingDiscount,
} from '#domain/member/member.ts';
import { asDay } from '#domain/time/time.ts';
import { assert } from '../assertions.ts';
import { type DueKey, dueIn, dueKey, memberIdIn, stateKey } from '../keys.ts';
import {
  type Attributes,
  flag,
  ifAny,
  ifSome,
  integer,
  keyAttributes,
  list,
  mapOf,
  openItem,
  packed,
  presentOf,
  record,
  type StoredFields,
  type StoredValue,
  text,
} from './attributes.ts';
import { decodeCounters, encodeCounters } from './counters-codec.ts';
import { entryOfPart } from './occasion.ts';
import { decodeStatusRecord, encodeStatusRecord } from './status-record.ts';

/** A commit's attributes of a member: all of STATE but keys and version; `undefined` is absent. */
type StateAttributes = Readonly<Record<string, AttributeValue | undefined>>;

/** The attributes of a member's state; the names are listed in docs/table.md. */
export function stateAttributes(member: Member): StateAttributes {
  const { counters } = member;
  const countsNothing = counters.days.length === 0 && counters.sums.size === 0 && counters.tallies.size === 0;
  return {
    pv: integer(member.profileVersion),
    en: integer(member.enrolledAt),
    sq: integer(member.seq),
    ne: integer(member.entries.count),
    de: text(member.entries.digest),
    st: ifSome(member.statuses, (statuses) => mapOf(statuses, encodeStatusRecord)),
    ca: ifSome(member.categories, (categories) => list(categories.map(encodeCategory))),
    di: ifSome(member.discounts, (discounts) => list(discounts.map(encodeDiscount))),
    pt: ifSome(member.points, (lots) => list(lots.map(encodeLot))),
    ou: ifSome(member.offerUse, (uses) => mapOf(uses, integer)),
    uq: ifSome(member.usedQuotes, (used) => mapOf(used, integer)),
    iv: ifAny(member.invitation ?? null, encodeInvitation),
    le: ifSome(member.late ?? [], (late) => list(late.map(encodeLate))),
    cn: countsNothing ? undefined : packed(encodeCounters(counters)),
    cs: counters.splitBy === undefined ? undefined : integer(counters.splitBy),
  };
}

export const dueAttributes = ({ duePk, dueSk }: DueKey): Attributes => ({
  duePk: { S: duePk },
  dueSk: { S: dueSk },
});

/** A member's whole STATE item at a version. */
export function stateItem(member: Member, version: number): Attributes {
  return {
    ...keyAttributes(stateKey(member.id)),
    ...dueAttributes(dueKey(member.id, member.dueAt)),
    v: integer(version),
    ...presentOf(stateAttributes(member)),
  };
}

/** Reads a STATE item; what does not decode throws, with the item's key. */
export function memberOfItem(item: Attributes): Member {
  const { key, fields } = openItem(item);
  assert(key.sk === 'STATE', `${key.pk}/${key.sk} is not a member's state`);
  const id = memberIdIn(key);
  const due = dueIn(fields.get('dueSk').text());
  assert(due.memberId === id, `${key.pk}/${key.sk} has the due key of another member`);
  return {
    id,
    version: fields.get('v').integer(),
    profileVersion: fields.get('pv').integer(),
    enrolledAt: fields.get('en').instant(),
    seq: fields.get('sq').integer(),
    entries: { count: fields.get('ne').integer(), digest: fields.get('de').text() },
    statuses: fields.find('st')?.mapOf(decodeStatusRecord) ?? new Map(),
    categories: fields.find('ca')?.list().map(decodeCategory) ?? [],
    discounts: fields.find('di')?.list().map(decodeDiscount) ?? [],
    points: fields.find('pt')?.list().map(decodeLot) ?? [],
    offerUse: fields.find('ou')?.mapOf((uses) => uses.integer()) ?? new Map(),
    usedQuotes: fields.find('uq')?.mapOf((until) => until.instant()) ?? new Map(),
    counters: withSplitBy(fields.find('cn')?.packed(decodeCounters) ?? NO_COUNTERS, fields.find('cs')),
    ...invitationOf(fields.find('iv')),
    ...lateOf(fields.find('le')),
    dueAt: due.dueAt,
  };
}

const encodeLate = ({ source, id, at, followUp, change }: LateEntry): AttributeValue =>
  list([
    text(source),
    text(id),
    integer(at),
    ...(followUp === undefined ? [] : [text(followUp.kind), text(followUp.id)]),
    ...(change === undefined
      ? []
      : [text(change.of), integer(change.number), ...(change.isBack === true ? [flag(true)] : [])]),
  ]);

/** What follows a receipt is named by its id, a change by its number. */
function partOf(stored: StoredValue): Pick<LateEntry, 'followUp' | 'change'> {
  const parts = stored.list().length;
  if (parts === 3) return {};
  const kind = stored.part(3).oneOf(['return', 'payment', 'visit', 'activity']);
  if (kind === 'return' || kind === 'payment') return { followUp: { kind, id: stored.part(4).text() } };
  const change = { of: kind, number: stored.part(4).integer() };
  return { change: parts === 5 ? change : { ...change, isBack: true } };
}

const lateOf = (stored: StoredValue | null): Pick<Member, 'late'> =>
  stored === null
    ? {}
    : {
        late: stored.list().map((each) => ({
          source: each.part(0).text(),
          id: each.part(1).text(),
          at: each.part(2).instant(),
          ...partOf(each),
        })),
      };

const withSplitBy = (counters: Counters, stored: StoredValue | null): Counters =>
  stored === null ? counters : { ...counters, splitBy: stored.integer() };

const encodeCategory = ({ name, since, until, by }: HeldCategory): AttributeValue =>
  record({
    n: text(name),
    s: integer(since),
    u: ifAny(until, integer),
    g: ifSome(by ?? [], (gifts) => list(gifts.map(encodeLabelGift))),
  });

const encodeLabelGift = ({
  rule,
  storeId,
  receiptId,
  day,
  programVersion,
  entry,
}: LabelGift): AttributeValue =>
  list([
    text(rule),
    text(storeId),
    text(receiptId),
    integer(day),
    integer(programVersion),
    ...(entry === undefined ? [] : [text(entry)]),
  ]);

const decodeLabelGift = (stored: StoredValue): LabelGift => ({
  rule: stored.part(0).text(),
  storeId: stored.part(1).text(),
  receiptId: stored.part(2).text(),
  day: asDay(stored.part(3).integer()),
  programVersion: stored.part(4).integer(),
  ...entryOfPart(stored, 5),
});

function decodeCategory(stored: StoredValue): HeldCategory {
  const fields = stored.fields();
  return {
    name: fields.get('n').text(),
    since: fields.get('s').instant(),
    until: fields.find('u')?.instant() ?? null,
    ...giversOf(fields),
  };
}

/** The first form named one giver alone. */
function giversOf(fields: StoredFields): Pick<HeldCategory, 'by'> {
  const one = fields.find('b');
  if (one !== null) return { by: [decodeLabelGift(one)] };
  const gifts = fields.find('g');
  return gifts === null ? {} : { by: gifts.list().map(decodeLabelGift) };
}

const encodeDiscount = (discount: StandingDiscount): AttributeValue =>
  record({
    p: integer(discount.basisPoints),
    s: integer(discount.since),
    u: ifAny(discount.until, integer),
    r: text(discount.rule),
    g: ifSome(discount.gifts ?? [], (gifts) => list(gifts.map(encodeLabelGift))),
    o: ifSome(discount.over ?? [], (over) => list(over.map(encodeDiscount))),
  });

function decodeDiscount(stored: StoredValue): StandingDiscount {
  const fields = stored.fields();
  const [gifts, over] = [fields.find('g'), fields.find('o')];
  return {
    basisPoints: fields.get('p').integer(),
    since: fields.get('s').instant(),
    until: fields.find('u')?.instant() ?? null,
    rule: fields.get('r').text(),
    ...(gifts === null ? {} : { gifts: gifts.list().map(decodeLabelGift) }),
    ...(over === null ? {} : { over: over.list().map(decodeDiscount) }),
  };
}

const encodeInvitation = ({ by, countedAt, left }: Invitation): AttributeValue =>
  record({ b: text(by), t: ifAny(countedAt ?? null, integer), l: ifAny(left ?? null, integer) });

function invitationOf(stored: StoredValue | null): Pick<Member, 'invitation'> {
  if (stored === null) return {};
  const fields = stored.fields();
  const [countedAt, left] = [fields.find('t')?.instant(), fields.find('l')?.integer()];
  return {
    invitation: {
      by: fields.get('b').text(),
      ...(countedAt === undefined ? {} : { countedAt }),
      ...(left === undefined ? {} : { left }),
    },
  };
}

const encodeLot = ({ expiresOn, points }: PointLot): AttributeValue =>
  list([integer(expiresOn), integer(points)]);

const decodeLot = (stored: StoredValue): PointLot => ({
  expiresOn: asDay(stored.part(0).integer()),
  points: stored.part(1).integer(),
});
