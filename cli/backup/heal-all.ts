import { secretsIn } from '#contracts/seal-secret.ts';
import { auditEntry } from '#operations/audit.ts';
import { ringOf } from '#seals/key-ring.ts';
import { phoneDigests } from '#seals/phone-digest.ts';
import { auditLog } from '#table/audit-log.ts';
import type { Attributes } from '#table/codecs/attributes.ts';
import { type HealedItem, healItem } from '#table/restored-items.ts';
import { atOnce } from '../replay/at-once.ts';
import type { Target } from '../target/table-target.ts';

/** Items looked into side by side, and in one go. */
const AT_ONCE = 16;
const PORTION = 512;

const words: Readonly<Record<HealedItem['how'], string>> = {
  'enrolment-undone': 'the enrolment is not whole and nothing rests on it: it was undone, enrol again',
  'card-put-back': 'the card leads to the member again',
  'phone-put-back': 'the phone leads to the member again',
  'printing-put-back': 'the last printing of the code counts again: those before open nothing',
  'code-spent': 'the code that linked a login is spent',
  'profile-put-back': 'the profile is gone: put back without attributes',
  'left-counted-again': 'what is left of the receipt was counted again from its returns and payments',
  'follow-up-given-its-owner': 'the return or payment belongs to the member of its receipt again',
  'follow-up-parked': 'the receipt is gone: its returns and payments wait for it',
  'wait-noted': 'the receipt waits at its card again',
  'claim-noted': 'a receipt that waits at the card is noted for the sweep',
  'note-removed': 'a note of something that is not there was removed',
  'till-key-noted': 'the till key is listed again',
  'version-removed': 'the activation of this program version is not whole: it was undone, activate again',
  'version-missing': 'this program version is gone, and later ones rest on it: restore another moment',
};

/** Heals the halves of transactions, all but the members' states; says each one. */
export async function healAll(
  { table, whole, seal, acting }: Target,
  out: (line: string) => void,
): Promise<void> {
  await auditLog(table).append(
    auditEntry(await acting(), {
      action: 'table.healed',
      subject: { kind: 'table', id: table.name },
      changes: [{ what: 'halves of transactions', before: null, after: 'made whole, or undone' }],
    }),
  );
  const digests = phoneDigests(ringOf(secretsIn(await seal.read()), 'phone-digest'));
  const heal = async (portion: readonly Attributes[]): Promise<void> => {
    await atOnce(AT_ONCE, portion, async (item) => {
      const healed = await healItem({ table, whole, digests }, item);
      if (healed !== null) out(`${healed.of}: ${words[healed.how]}`);
    });
  };
  let portion: Attributes[] = [];
  for await (const item of whole.items()) {
    portion.push(item);
    if (portion.length < PORTION) continue;
    await heal(portion);
    portion = [];
  }
  await heal(portion);
}
