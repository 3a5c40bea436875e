import { maskedPhone } from '#contracts/http/admin.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { formatPercent } from '#domain/values/money.ts';
import type { Contact } from '#operations/ports/register-and-logins.ts';
import type { Paint } from '../terminal/colour.ts';
import { localDay, localTime } from '../terminal/local-time.ts';
import { drawStatus } from './draw-status.ts';
import { factInWords } from './fact-in-words.ts';

/** Everything that is told of a member. `contact` is `null` unless it was asked for. */
interface MemberPicture {
  readonly member: Pick<Member, 'id' | 'enrolledAt' | 'entries' | 'categories'>;
  readonly statuses: readonly StatusView[];
  readonly discount: DiscountView | null;
  readonly facts: readonly Fact[];
  readonly contact: Contact | null;
  readonly program: CompiledProgram;
  readonly now: EpochMs;
}

/** A member in a terminal, at most 100 columns wide: a block a status system, then the own discount, labels, then what changed last. */
export function drawMember(picture: MemberPicture, paint: Paint): string {
  const { member, statuses, discount, facts, contact, program, now } = picture;
  const { zone } = program;
  const count = member.entries.count;
  const head = [
    `${paint('bold', member.id)}  member since ${localDay(member.enrolledAt, zone)}, ${count} ${count === 1 ? 'entry' : 'entries'} in the books`,
    paint('dim', `as of ${localTime(now, zone)} ${zone}`),
    ...(contact === null ? [] : [contactLine(contact)]),
  ];
  const blocks = statuses.map((status) => drawStatus(status, zone, paint));
  const labels = member.categories.map(
    ({ name, since }) =>
      `  ${program.categories.get(name) ?? name} ${paint('dim', `since ${localDay(since, zone)}`)}`,
  );
  const changes = facts.map(
    (fact) => `  ${paint('dim', localTime(fact.at, zone))}  ${factInWords(fact, program)}`,
  );
  return [
    head,
    ...blocks,
    discount === null ? [] : [paint('bold', 'Own discount'), discountLine(discount, zone, paint)],
    labels.length === 0 ? [] : [paint('bold', 'Labels'), ...labels],
    changes.length === 0 ? [] : [paint('bold', 'Last changes'), ...changes],
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function discountLine(
  { basisPoints, rule, since, until, then }: DiscountView,
  zone: string,
  paint: Paint,
): string {
  const ends = until === null ? '' : `, until ${localTime(until, zone)}`;
  const after = then === null ? '' : `, then ${formatPercent(then)}%`;
  return `  ${formatPercent(basisPoints)}% ${paint('dim', `since ${localDay(since, zone)}${ends}${after}, by the rule ${rule}`)}`;
}

const contactLine = ({ name, phone }: Contact): string =>
  `contact: ${name ?? 'no name'}, ${phone === null ? 'no phone' : maskedPhone(phone)}`;
