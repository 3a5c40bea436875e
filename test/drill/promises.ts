import type { Answer, Till } from './till.ts';

/** What a system has given out, to be kept by the one that comes after it. */
export interface Promises {
  readonly now: string;
  readonly memberId: string;
  readonly phone: string;
  readonly linkCode: string;
  readonly quoted: { readonly sent: string; readonly queued: string };
}

const CARD = 'DRILL-1000';
const PHONE = '+15550001000';

/** Enrols somebody with a phone and a printed code, sends a receipt with its quote, and quotes another that is not sent yet. */
export async function promise(till: Till, now: string): Promise<Promises> {
  const enrolled = await till.enrol({ cardNumber: CARD, phone: PHONE });
  const quote = async (): Promise<string> =>
    String((await till.quote({ cardNumber: CARD, occurredAt: now })).body.token);
  const quoted = { sent: await quote(), queued: await quote() };
  await till.send({ receiptId: 'drill-quoted-1', cardNumber: CARD, occurredAt: now, quote: quoted.sent });
  const { memberId, linkCode } = enrolled.body;
  return { now, memberId: String(memberId), phone: PHONE, linkCode: String(linkCode), quoted };
}

/** Which of the promises another system does not keep. */
export async function brokenBy(till: Till, { now, memberId, phone, linkCode, quoted }: Promises) {
  const receipt = (receiptId: string, quote: string) => ({
    receiptId,
    cardNumber: CARD,
    occurredAt: now,
    quote,
  });
  const sent = await till.send(receipt('drill-quoted-1', quoted.sent));
  const queued = await till.send(receipt('drill-quoted-2', quoted.queued));
  const twice = await till.enrol({ cardNumber: 'DRILL-1001', phone });
  const byCode = await till.link('login-with-code', { cardNumber: CARD, code: linkCode });
  const byPhone = await till.link('login-with-phone', { phone });
  const leadsBack = ({ status, body }: Answer): boolean => status === 200 && body.memberId === memberId;
  const kept: Readonly<Record<string, boolean>> = {
    'a stored receipt with its quote is answered again': sent.status === 200 && sent.replayed,
    'a queued receipt gets what its quote promised': queued.body.quote === 'honoured',
    'a phone has one member': twice.status === 409 && twice.body.code === 'phone-taken',
    'a printed code links its member': leadsBack(byCode),
    'a verified phone links its member': leadsBack(byPhone),
  };
  return Object.keys(kept).filter((what) => kept[what] !== true);
}
