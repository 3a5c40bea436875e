import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import type { AuditPlace } from '#operations/ports/audit.ts';
import { readAudit } from '#operations/read-audit.ts';
import { auditLog } from '#table/audit-log.ts';
import { drawAudit, lineOfAudit, placeInWords } from '../audit/draw-audit.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, WrongCall } from './command.ts';

const USUAL = 20;
const MOST = 1_000;

export const audit: Command = {
  name: 'audit',
  summary: 'Show what was done by hand, and by whom: the newest first, a page at a time.',
  usage: '[--member MEMBERID] [--action WORD] [--since MOMENT] [--limit N] [--after PLACE] [--json]',
  options: {
    member: { type: 'string' },
    action: { type: 'string' },
    since: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
    json: { type: 'boolean' },
    ...targetOptions,
  },
  optionHelp: {
    member: 'What was done to this member alone.',
    action: 'One kind of act alone: contact.read, till-key.created …',
    since: 'A day of UTC, 2026-11-01, or RFC 3339 with an offset: nothing before it.',
    limit: `Entries a page, 1 to ${MOST}; ${USUAL} where it is left out.`,
    after: 'Goes on where the page before ended, as it said.',
    json: 'A line of JSON an entry, for other programs.',
    ...targetHelp,
  },
  run: async (call, { out, err, paint }) => {
    if (call.words.length > 0) throw new WrongCall('`audit` takes no words, options alone');
    const wish = {
      memberId: memberOf(call.text('member')),
      action: call.text('action') ?? null,
      since: sinceOf(call.text('since')),
      limit: limitOf(call.text('limit')),
      after: placeOf(call.text('after')),
    };
    return await withTarget<ExitCode>(call, async ({ table, name }) => {
      const { entries, next } = await readAudit({ audit: auditLog(table) }, wish);
      if (call.flag('json')) for (const entry of entries) out(lineOfAudit(entry));
      else if (entries.length > 0) out(drawAudit(entries, paint));
      if (next !== null) err(`older ones: --after ${placeInWords(next)}`);
      else if (entries.length === 0) err(`the audit of ${name} has no such entry`);
      return 0;
    });
  },
};

function memberOf(text: string | undefined): string | null {
  if (text !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(text))
    throw new WrongCall(`--member ${text}: no member id`);
  return text ?? null;
}

function sinceOf(text: string | undefined): EpochMs | null {
  if (text === undefined) return null;
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const at = isMoment ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || at < 0)
    throw new WrongCall(`--since ${text}: write a day, 2026-11-01, or RFC 3339 with an offset`);
  return asEpochMs(at);
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? USUAL : Number(text);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST)
    throw new WrongCall(`--limit ${text}: 1 to ${MOST}`);
  return limit;
}

function placeOf(text: string | undefined): AuditPlace | null {
  if (text === undefined) return null;
  const [, at, id] = /^(\d{1,15})\.([a-z0-9]{1,32})$/.exec(text) ?? [];
  if (at === undefined || id === undefined)
    throw new WrongCall(`--after ${text}: give it as the page before said it`);
  return { at: asEpochMs(Number(at)), id };
}
