import type { Fact } from '#domain/member/facts.ts';
import type { HeldCategory, Member } from '#domain/member/member.ts';
import { type DiscountView, discountView } from '#domain/showing/discount-view.ts';
import { calledCategories, type StatusView, view } from '#domain/showing/view.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { FactHistory } from './ports/histories.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { Contact, Login, LoginLinks, MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment } from './with-programs.ts';

export interface ViewPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly clock: Clock;
}

interface MemberView {
  readonly kind: 'found';
  readonly member: Member;
  readonly statuses: readonly StatusView[];
  /** As the program in force calls them. */
  readonly categories: readonly HeldCategory[];
  readonly discount: DiscountView | null;
}

/** A member as everything that time has closed leaves them: a late sweep is invisible. */
export async function readMember(
  ports: ViewPorts,
  memberId: string,
): Promise<MemberView | Refused<'not-found'>> {
  const [, snapshot] = await Promise.all([ports.programs.current(), ports.members.read(memberId)]);
  if (snapshot === null) return refused('not-found', 'There is no such member.');
  const { member } = snapshot;
  const shown = await atMoment(ports.programs, ports.clock.now(), (moment) => ({
    statuses: view(moment, member),
    categories: calledCategories(moment, member),
    discount: discountView(moment, member),
  }));
  return { kind: 'found', member, ...shown };
}

/** The member behind a login, or what to do to be one. */
export async function readMyself(
  ports: ViewPorts & { readonly logins: Pick<LoginLinks, 'memberOfLogin'> },
  login: Login,
): Promise<MemberView | Refused<'not-enrolled'>> {
  const memberId = await ports.logins.memberOfLogin(login);
  const found = memberId === null ? null : await readMember(ports, memberId);
  return found?.kind === 'found' ? found : notEnrolled();
}

export const notEnrolled = (): Refused<'not-enrolled'> =>
  refused(
    'not-enrolled',
    'Link this login first: POST /v1/me:link, by the verified phone or with a card and its code.',
  );

/** A member for support: with the contact, which the edge masks. */
export async function readMemberForSupport(
  ports: ViewPorts & { readonly register: Pick<MemberRegister, 'readContact'> },
  memberId: string,
): Promise<(MemberView & { readonly contact: Contact | null }) | Refused<'not-found'>> {
  const found = await readMember(ports, memberId);
  return found.kind === 'refused' ? found : { ...found, contact: await ports.register.readContact(memberId) };
}

/** A page of what changed for a member, newest first. `next` is the seq to go on before. */
export async function readHistory(
  ports: { readonly members: MemberReader; readonly facts: FactHistory },
  {
    memberId,
    before,
    limit,
  }: { readonly memberId: string; readonly before: number | null; readonly limit: number },
): Promise<
  | { readonly kind: 'found'; readonly facts: readonly Fact[]; readonly next: number | null }
  | Refused<'not-found'>
> {
  const facts = await ports.facts.factsOf(memberId, before, limit);
  if (facts.length === 0 && (await ports.members.read(memberId)) === null) {
    return refused('not-found', 'There is no such member.');
  }
  const last = facts.at(-1);
  return { kind: 'found', facts, next: last !== undefined && last.seq > 1 ? last.seq : null };
}
