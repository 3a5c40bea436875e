import type { Contact } from '#operations/ports/register-and-logins.ts';
import { readHistory, readMember } from '#operations/read-member.ts';
import { atMoment } from '#operations/with-programs.ts';
import { compiledTimeline } from '#table/deciding-ports.ts';
import { factHistory } from '#table/histories.ts';
import { memberReader } from '#table/member-reader.ts';
import { memberRegister } from '#table/member-register.ts';
import { drawMember } from '../member/draw-member.ts';
import { type Target, withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, type Terminal, WrongCall } from './command.ts';

const LAST_FACTS = 10;

export const members: Command = {
  name: 'members',
  summary: 'Show a member: statuses, progress, labels, what changed last.',
  usage: 'show CARD|MEMBERID [--contact]',
  options: { contact: { type: 'boolean' }, ...targetOptions },
  optionHelp: {
    contact: 'Show the name and the masked phone too: for people who may know them.',
    ...targetHelp,
  },
  run: async (call, terminal) => {
    const [what, word, ...rest] = call.words;
    if (what !== 'show' || word === undefined || rest.length > 0)
      throw new WrongCall('say `members show CARD` or `members show MEMBERID`');
    return await withTarget(call, (target) => show(target, word, call.flag('contact'), terminal));
  },
};

async function show(
  { table, clock, name }: Target,
  word: string,
  withContact: boolean,
  { out, err, paint }: Terminal,
): Promise<ExitCode> {
  const ports = {
    programs: compiledTimeline(table),
    members: memberReader(table),
    facts: factHistory(table),
    register: memberRegister(table, noPhones),
    clock,
  };
  const memberId = keyable(word) ? ((await ports.register.memberOfCard(word.toUpperCase())) ?? word) : null;
  const found = memberId === null ? null : await readMember(ports, memberId);
  const running = await atMoment(ports.programs, clock.now(), (moment) => moment?.program ?? null);
  if (memberId === null || found === null || found.kind === 'refused' || running === null) {
    // The word may be a card, which leads to a person: it is not repeated.
    err(`${name} knows no member by that card or id`);
    return 1;
  }
  const history = await readHistory(ports, { memberId, before: null, limit: LAST_FACTS });
  const facts = history.kind === 'found' ? history.facts : [];
  const contact: Contact | null = withContact ? await ports.register.readContact(memberId) : null;
  out(drawMember({ ...found, facts, contact, program: running, now: clock.now() }, paint));
  return 0;
}

const keyable = (word: string): boolean => /^[A-Za-z0-9._-]{1,64}$/.test(word);

const noPhones = (): never => {
  throw new Error('this command looks nobody up by phone');
};
