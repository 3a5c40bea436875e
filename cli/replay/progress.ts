import { SingleBar } from 'cli-progress';

/** Tells how far a replay is. */
export interface Progress {
  readonly begin: (receipts: number) => void;
  readonly turn: (month: string, members: number) => void;
  readonly sent: (day: string, receipts: number) => void;
  readonly end: () => void;
}

/** A bar on a terminal; elsewhere, and in CI, a line a month. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY === true && process.env.CI === undefined ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const line = new SingleBar({
    stream,
    format: '  {day} {bar} {percentage}% │ {value} of {total} receipts │ {eta_formatted} to go',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
  });
  return {
    begin: (receipts) => line.start(receipts, 0, { day: '          ' }),
    turn: (month) => line.update({ day: `${month} turn`.padEnd(12) }),
    sent: (day, receipts) => line.increment(receipts, { day: day.padEnd(12) }),
    end: () => line.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let total = 0;
  let ofMonth = 0;
  let month = '';
  const flush = (): void => {
    if (month !== '') stream.write(`  ${month}: ${ofMonth} receipts\n`);
    ofMonth = 0;
  };
  return {
    begin: (receipts) => stream.write(`  ${receipts} receipts to send\n`),
    turn: () => undefined,
    sent: (day, receipts) => {
      if (day.slice(0, 7) !== month) flush();
      month = day.slice(0, 7);
      total += receipts;
      ofMonth += receipts;
    },
    end: () => {
      flush();
      stream.write(`  ${total} receipts sent\n`);
    },
  };
}
