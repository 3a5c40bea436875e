import { row, type Sabotage } from './sabotage.ts';

const keys = 'shared/lambda/seal-keys.ts';
const ring = 'shared/seals/key-ring.ts';
const SEALS = 'test/lambda/seals.test.ts';
const MOVED = 'test/table/register.connected.test.ts';
const restored = 'shared/table/restored-items.ts';
const TORN = 'test/operations/torn-transactions.connected.test.ts';
const BACK = 'test/cli/coming-back.connected.test.ts';
const rehearsal = 'shared/operations/rehearsal.ts';
const REHEARSAL = 'test/operations/rehearsal.test.ts';

/** What is trusted, and how far: keys of training, keys of seals, what comes back. */
export const trustSabotages: readonly Sabotage[] = [
  row(
    'a key of training gets ports that store nothing',
    'shared/lambda/till-handler.ts',
    "till.kind === 'training' ? rehearsed(live) : live",
    'live',
    'test/lambda/till-gate.test.ts',
  ),
  row(
    'a key of training is stored as one',
    'shared/table/codecs/till-key-item.ts',
    "k: key.kind === 'training' ? text('training') : undefined,",
    '',
    'test/table/codecs',
  ),
  row(
    'a rehearsal answers what is stored',
    rehearsal,
    'return entry === null ?',
    'return entry !== undefined ?',
    REHEARSAL,
  ),
  row(
    'a rehearsed enrolment looks at the card',
    rehearsal,
    'if (taken !== null)',
    'if (taken === undefined)',
    REHEARSAL,
  ),
  row(
    'a rehearsed enrolment looks at the phone',
    rehearsal,
    'if (holder !== null)',
    'if (holder === undefined)',
    REHEARSAL,
  ),
  row(
    'a rehearsed claim goes on from the one before',
    rehearsal,
    'if (snapshot !== undefined) held.set(before.id, { ...snapshot, member: after });',
    '',
    REHEARSAL,
  ),
  row(
    'a code printed in training is nobody’s',
    rehearsal,
    'linkCodes.codeOf({ ...card, memberId: ids.newSecret() })',
    'linkCodes.codeOf({ ...card, printing: card.printing + ids.newSecret().length * 0 })',
    REHEARSAL,
  ),
  row(
    'a key opens what names it, and no other does',
    ring,
    '(name === undefined || each.name === name) && ',
    '',
    SEALS,
  ),
  row(
    'what names no key is opened by any',
    ring,
    'name === undefined || each.name === name',
    'each.name === name',
    SEALS,
  ),
  row('the mac is that of the text', ring, 'isSame(macOf(each.key, about), mac)', 'mac.length > 42', SEALS),
  row('every key opens, not the first alone', ring, 'ring.some((each)', '[ring[0]].some((each)', SEALS),
  row(
    'names that are not there are asked for once a minute',
    keys,
    'ringOf(await secretsOf(MIN_AGE_MS), purpose)',
    'ringOf(await secretsOf(0), purpose)',
    SEALS,
  ),
  row('a ring is an hour old at most', keys, 'MAX_AGE_MS = 3_600_000', 'MAX_AGE_MS = 36_000_000', SEALS),
  row('a failed read of the secret is read again', keys, '      held = null;\n', '', SEALS),
  row(
    'a code of an earlier key opens',
    'shared/seals/link-codes.ts',
    'ring.some(({ key })',
    '[ring[0]].some(({ key })',
    SEALS,
  ),
  row(
    'a phone of an earlier key is somebody’s',
    'shared/table/requests/member-requests.ts',
    'index === 0 ? putLink(linkItem(phone, member.id)) : checkLink(phone)',
    "putLink(linkItem(phone, index === 0 ? member.id : 'nobody'))",
    MOVED,
  ),
  row(
    'a phone is looked for under every key',
    'shared/table/member-register.ts',
    'for (const digest of digests(phone)) {',
    'for (const digest of digests(phone).slice(0, 1)) {',
    MOVED,
  ),
  row(
    'under an earlier key a phone is nobody’s',
    'shared/table/requests/member-requests.ts',
    '      Key: keyAttributes(key),\n      ...itemIsNew,\n',
    "      Key: keyAttributes(key),\n      ConditionExpression: 'attribute_not_exists(never)',\n",
    MOVED,
  ),
  row(
    'an enrolment of which nothing rests is undone',
    restored,
    "if ((await standingOf(surroundings, memberId)) !== 'to undo') return null;",
    "if (memberId !== '') return null;",
    TORN,
  ),
  row(
    'what rests on an enrolment keeps it',
    restored,
    "return entries.length > 0 ? 'to complete' : 'to undo';",
    "return 'to undo';",
    TORN,
  ),
  row('a lost phone is put back', restored, 'await whole.put([linkItem(first, memberId)]);', '', TORN),
  row(
    'a lost card is put back',
    restored,
    'if (cardNumber !== null && (await isLost([cardKey(cardNumber)])))',
    'if (cardNumber === null)',
    TORN,
  ),
  row(
    'a claimed receipt tells whose the card is',
    restored,
    'if (card === null && owner !== null) return',
    'if (card === undefined && owner !== null) return',
    TORN,
  ),
  row(
    'a receipt without its note waits again',
    restored,
    "  await whole.put([keyAttributes(note)]);\n  return { how: 'wait-noted'",
    "  return { how: 'wait-noted'",
    TORN,
  ),
  row('what waits is the sweep’s', restored, '  await board.noteClaim(claim);\n', '', TORN),
  row(
    'a version without its row is removed',
    restored,
    'if (timeline.some((row) => row.version === version)) return null;',
    'if (version > 0) return null;',
    TORN,
  ),
  row(
    'a row without its version is taken back',
    restored,
    'if (isLast) await whole.put([withoutLastRow(item)]);',
    '',
    TORN,
  ),
  row(
    'a put-back card is its holder’s',
    'shared/operations/enrol-member.ts',
    'if (contact === null && taken.meaning === null) return null;',
    '',
    TORN,
  ),
  row(
    'keys that were revoked since stay away',
    'cli/backup/keep-away.ts',
    'await keys.revoke(id, at);',
    '',
    BACK,
  ),
  row(
    'a revocation outlives the table',
    'cli/commands/keys.ts',
    "    await lasting.note('revoked-keys', { id: keyId, at });\n",
    '',
    BACK,
  ),
  row(
    'the keys of a backup are wrapped',
    'cli/commands/backup.ts',
    'wrapSecret(await seal.read(), passphrase)',
    'await seal.read()',
    BACK,
  ),
  row(
    'a short passphrase wraps nothing',
    'cli/backup/passphrase.ts',
    'passphrase.length >= MIN_PASSPHRASE',
    'passphrase.length >= 0',
    BACK,
  ),
  row(
    'own keys go on sealing',
    'cli/target/seal-secret.ts',
    'secretText([...own, ...others])',
    'secretText([...others, ...own] as never)',
    BACK,
  ),
  row(
    'a ring has eight keys at most',
    'cli/target/seal-secret.ts',
    'own.length + others.length > MAX_SECRETS',
    'own.length > MAX_SECRETS',
    BACK,
  ),
];

const table = (file: string): string => `shared/table/${file}.ts`;
const LEDGER_TESTS = 'test/table/ledger.connected.test.ts';

/** The adapters on the table, where no offline test comes: each has rows, and `test:mutation:operations` leaves them to these. */
export const adapterSabotages: readonly Sabotage[] = [
  row(
    'a login has five tries',
    table('code-book'),
    'most: TRIES_OF_A_LOGIN - 1',
    'most: TRIES_OF_A_LOGIN',
    MOVED,
  ),
  row(
    'a login that has a member is told so',
    table('code-book'),
    "if (taken === undefined) return { kind: 'spent' };",
    "if (taken !== null) return { kind: 'spent' };",
    MOVED,
  ),
  row(
    'a stored entry comes before a member who moved',
    table('ledger'),
    'if (entry !== undefined) {\n    const stored',
    'if (entry === null) {\n    const stored',
    LEDGER_TESTS,
  ),
  row(
    'an entry that is there is told with its card taken',
    table('ledger'),
    'if (entry !== undefined) return { kind:',
    'if (entry === null) return { kind:',
    LEDGER_TESTS,
  ),
  row(
    'a link to the same member is the same link',
    table('login-links'),
    'holder === memberId ?',
    'holder !== memberId ?',
    MOVED,
  ),
  row(
    'state and profile agree',
    table('member-reader'),
    'snapshot === null || snapshot.member.profileVersion === snapshot.profile.version',
    'snapshot === snapshot',
    'test/table/pages.connected.test.ts',
  ),
  row(
    'a state that is there stays',
    table('state-repair'),
    "outcome.kind === 'done' ? 'put-back' : 'there'",
    "outcome.kind === 'done' ? 'put-back' : 'put-back'",
    'test/operations/rebuild.connected.test.ts',
  ),
  row(
    'keys that the table left out are asked again',
    table('stored-items'),
    'wanted = rest.map((key) => openItem(key).key);',
    'wanted = rest.slice(0, 0).map((key) => openItem(key).key);',
    'test/table/send.test.ts',
  ),
  row(
    'items that the table left out are written again',
    table('whole-table'),
    'rest = sent.UnprocessedItems?.[name] ?? [];',
    'rest = [];',
    'test/table/whole-table.test.ts',
  ),
  row(
    'a table with one item is not empty',
    table('whole-table'),
    'for await (const _ of items()) return false;',
    '',
    BACK,
  ),
  row(
    'a key on the list is revoked, and no other',
    table('revoked-keys'),
    'keys.some((key) => key.keyId === keyId)',
    'keys.some((key) => key.keyId !== keyId)',
    'test/table/standing-items.connected.test.ts',
  ),
];
