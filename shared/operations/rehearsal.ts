import type { ChangePorts } from './change-entry.ts';
import type { EnrolPorts } from './enrol-member.ts';
import type { FollowUpPorts } from './follow-up.ts';
import type { Ids } from './ports/clock-and-random.ts';
import type { Change, CommitOutcome } from './ports/ledger.ts';
import type { MemberSnapshot } from './ports/members.ts';
import type { CardCode, LinkCodes, MemberRegister } from './ports/register-and-logins.ts';
import type { PrintPorts } from './print-code.ts';
import type { ScorePorts } from './score-receipt.ts';

// The ports of a key of kind `training` (D103): a call is read, decided and answered as a live one, and what it would write
// lives as long as the call. A second sending finds nothing of the first: it is answered as new.

/** A receipt whose id is stored gets the stored answer, as ever; any other is scored and forgotten. */
export function rehearsedScoring(ports: ScorePorts): ScorePorts {
  const { readEntry } = ports.ledger;
  const storedOr = async ({ source, id }: { readonly source: string; readonly id: string }) => {
    const entry = await readEntry(source, id);
    return entry === null ? ({ kind: 'committed' } as const) : ({ kind: 'entry-exists', entry } as const);
  };
  return {
    ...ports,
    ledger: {
      readEntry,
      commit: async ({ entry }) => (entry === null ? { kind: 'committed' } : await storedOr(entry)),
      record: storedOr,
    },
  };
}

export function rehearsedEnrolment(ports: EnrolPorts): EnrolPorts {
  const held = new Map<string, MemberSnapshot>();
  const cards = new Map<string, CardCode>();
  return {
    ...ports,
    members: {
      read: async (memberId) => {
        const snapshot = held.get(memberId) ?? (await ports.members.read(memberId));
        if (snapshot !== null) held.set(memberId, snapshot);
        return snapshot;
      },
    },
    register: {
      ...ports.register,
      enrol: rehearsedEnrol(ports.register, held, cards),
      complete: async () => 'completed',
    },
    ledger: { ...ports.ledger, claim: rehearsedClaim(held) },
    board: { noteClaim: async () => 'noted', noteClaimed: async () => {} },
    codes: {
      readCard: async (cardNumber) => cards.get(cardNumber) ?? (await ports.codes.readCard(cardNumber)),
    },
    linkCodes: codesForNothing(ports),
  };
}

export const rehearsedPrinting = <Ports extends PrintPorts & Pick<EnrolPorts, 'ids'>>(
  ports: Ports,
): Ports => ({
  ...ports,
  codes: { ...ports.codes, print: async () => ({ kind: 'committed' }) },
  linkCodes: codesForNothing(ports),
});

/** A return or a payment is decided on what is stored; a sale of training never is, so what follows it is parked. */
export const rehearsedFollowUp = (ports: FollowUpPorts): FollowUpPorts => ({
  ...ports,
  ledger: {
    readPlace: ports.ledger.readPlace,
    commit: async () => ({ kind: 'committed' }),
    record: async () => ({ kind: 'committed' }),
    park: async () => 'parked',
  },
});

/** A change is decided on what is stored, and forgotten. */
export const rehearsedChange = (ports: ChangePorts): ChangePorts => ({
  ...ports,
  ledger: {
    ...ports.ledger,
    commit: async () => ({ kind: 'committed' }),
    record: async () => ({ kind: 'committed' }),
  },
});

/** What the items of a batch are given to, each kind by its own operation. */
export interface BatchPorts {
  readonly scoring: ScorePorts;
  readonly following: FollowUpPorts;
  readonly changing: ChangePorts;
}

/** Each item of a batch is rehearsed as its own route would, and none sees another of its batch. */
export const rehearsedBatch = ({ scoring, following, changing }: BatchPorts): BatchPorts => ({
  scoring: rehearsedScoring(scoring),
  following: rehearsedFollowUp(following),
  changing: rehearsedChange(changing),
});

/** Of a route that only reads. */
export const readsOnly = <Ports>(ports: Ports): Ports => ports;

const rehearsedEnrol =
  (
    register: MemberRegister,
    held: Map<string, MemberSnapshot>,
    cards: Map<string, CardCode>,
  ): MemberRegister['enrol'] =>
  async ({ member, profile, contact, cardNumber }) => {
    const taken = await register.enrolmentOf(cardNumber);
    if (taken !== null) return { kind: 'card-taken', ...taken };
    const holder = contact.phone === null ? null : await register.memberOfPhone(contact.phone);
    if (holder !== null) return { kind: 'phone-taken', memberId: holder };
    held.set(member.id, { member, profile });
    cards.set(cardNumber, { cardNumber, memberId: member.id, printing: 1, isSpent: false });
    return { kind: 'enrolled' };
  };

const rehearsedClaim =
  (held: Map<string, MemberSnapshot>) =>
  async ({ before, after }: Change): Promise<CommitOutcome> => {
    const snapshot = held.get(before.id);
    if (snapshot !== undefined) held.set(before.id, { ...snapshot, member: after });
    return { kind: 'committed' };
  };

/** Codes of the usual form that open nothing: who trains does not learn a member's. */
const codesForNothing = ({
  ids,
  linkCodes,
}: {
  readonly ids: Pick<Ids, 'newSecret'>;
  readonly linkCodes: LinkCodes;
}): LinkCodes => ({
  ...linkCodes,
  codeOf: (card) => linkCodes.codeOf({ ...card, memberId: ids.newSecret() }),
});
