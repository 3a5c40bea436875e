import type { Member, Profile } from '#domain/member/member.ts';
import type { AuditEntry } from './audit.ts';

export interface MemberSnapshot {
  readonly member: Member;
  readonly profile: Profile;
}

export interface MemberReader {
  /** STATE and PROFILE in one strongly consistent read. */
  read(memberId: string): Promise<MemberSnapshot | null>;
}

/** The books' needs when a state is looked into: a profile alone, and a place where a state is missing. */
export interface StateRepair {
  readProfile(memberId: string): Promise<Profile | null>;
  readState(memberId: string): Promise<Member | null>;
  /** Puts a state where none is; one that is there stays. */
  putBack(member: Member, audit: AuditEntry): Promise<'put-back' | 'there'>;
}
