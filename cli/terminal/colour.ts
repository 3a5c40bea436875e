import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it alone. */
export type Paint = (format: Format, text: string) => string;

export const plain: Paint = (_format, text) => text;

/** Colours only on a terminal, and never where `NO_COLOR` is set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const coloured = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return coloured ? (format, text) => styleText(format, text, { validateStream: false }) : plain;
}
