import { expect, test } from 'vitest';
import { type KeyFamily, keyFamilies } from '#contracts/table-layout.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { auditIndexKeys, auditKey } from '#table/audit-keys.ts';
import {
  cardKey,
  contactKey,
  duePartition,
  entryKey,
  entryPartition,
  factKey,
  loginKey,
  phoneKey,
  profileKey,
  programKey,
  revokedKeysKey,
  stateKey,
  sweepKey,
  tillKeyKey,
  timelineKey,
} from '#table/keys.ts';

const act = {
  at: asEpochMs(1_490_954_400_000),
  id: 'abc123abc123',
  subject: { kind: 'member', id: 'm1' },
} as const;

/* Roles name the families as patterns; a key that fits another would be written by whoever may not. */
const partitions: Readonly<Record<KeyFamily, readonly string[]>> = {
  member: [stateKey('m1'), profileKey('m1'), contactKey('m1'), factKey('m1', 1)]
    .map(({ pk }) => pk)
    .concat(entryPartition('m1')),
  entry: [entryKey('store', 'receipt-1').pk],
  card: [cardKey('1000000009').pk],
  phone: [phoneKey('digest').pk],
  login: [loginKey({ issuer: 'https://issuer', subject: 'somebody' }).pk],
  program: [programKey(1).pk, timelineKey.pk],
  tillKey: [tillKeyKey('k1').pk],
  revokedKeys: [revokedKeysKey.pk],
  sweep: [sweepKey(0).pk],
  audit: [
    auditKey(act).pk,
    ...Object.entries(auditIndexKeys(act)).flatMap(([name, place]) => (name.endsWith('Pk') ? [place] : [])),
  ],
  shard: [duePartition(0)],
};

const familiesOf = (partition: string): readonly string[] =>
  Object.entries(keyFamilies)
    .filter(([, pattern]) =>
      pattern.endsWith('*') ? partition.startsWith(pattern.slice(0, -1)) : partition === pattern,
    )
    .map(([family]) => family);

test.each(Object.entries(partitions))('keys of the family %s fit its pattern and no other', (family, own) => {
  for (const partition of own) expect(familiesOf(partition)).toEqual([family]);
});
