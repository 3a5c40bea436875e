import type { LineLeft, LineTaken } from '#domain/member/entry.ts';
import { assert } from '../assertions.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codecVersions } from './versions.ts';

/*
 * What is left of a sale's lines, and what a return took or asked for, each in one binary attribute: version, how many, then
 * for each line its place and its numbers. Lines that nothing has happened to are not written.
 */

const LEFT = 'packed lines that are left';
const BACK = 'packed lines that came back';

/** A line's number, and what is left of it. */
interface PlacedLine {
  readonly line: number;
  readonly left: LineLeft;
}

/** Packs the lines of which something has come back. */
export function encodeLinesLeft(lines: readonly PlacedLine[]): Uint8Array {
  const out = new ByteWriter();
  out.byte(codecVersions.linesLeft.writes);
  out.unsigned(lines.length);
  for (const { line, left } of lines) {
    out.unsigned(line * 2 + Number(left.isBack));
    out.signed(left.netMinor);
    out.unsigned(left.quantityThousandths);
    out.unsigned(left.backThousandths);
  }
  return out.finish();
}

export function decodeLinesLeft(bytes: Uint8Array): readonly PlacedLine[] {
  const input = new ByteReader(bytes, LEFT);
  input.version(codecVersions.linesLeft);
  const lines = Array.from({ length: input.count() }, (): PlacedLine => {
    const head = input.unsigned();
    const left = {
      netMinor: input.signed(),
      quantityThousandths: input.unsigned(),
      backThousandths: input.unsigned(),
      isBack: head % 2 === 1,
    };
    assert(left.backThousandths <= left.quantityThousandths, `${LEFT}: more came back than there was`);
    return { line: Math.floor(head / 2), left };
  });
  input.end();
  return lines;
}

/** Packs what lines gave back, in the order in which it was told. */
export function encodeLinesBack(lines: readonly LineTaken[]): Uint8Array {
  const out = new ByteWriter();
  out.byte(codecVersions.linesBack.writes);
  out.unsigned(lines.length);
  for (const { line, quantityThousandths, amountMinor } of lines) {
    out.unsigned(line);
    out.unsigned(quantityThousandths);
    out.signed(amountMinor);
  }
  return out.finish();
}

export function decodeLinesBack(bytes: Uint8Array): readonly LineTaken[] {
  const input = new ByteReader(bytes, BACK);
  input.version(codecVersions.linesBack);
  const lines = Array.from(
    { length: input.count() },
    (): LineTaken => ({
      line: input.unsigned(),
      quantityThousandths: input.unsigned(),
      amountMinor: input.signed(),
    }),
  );
  input.end();
  return lines;
}
