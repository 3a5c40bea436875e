import { isSealed, partsOf, sealText } from '#seals/key-ring.ts';
import { RefusedRequest } from './refused-request.ts';
import type { SealKeys } from './seal-keys.ts';

/** Opaque places in a list: sealed, and good only for the list that they were given for. */
interface Cursors {
  /** @param list what is paged, with the id it belongs to: `history:<memberId>` */
  seal(list: string, place: string): Promise<string>;
  /** @throws {RefusedRequest} `invalid-cursor` if it is not one of ours, or of another list */
  open(list: string, cursor: string): Promise<string>;
}

export function cursors(keys: SealKeys): Cursors {
  const aboutOf = (list: string, place: string): string => JSON.stringify([list, place]);
  return {
    async seal(list, place) {
      const sealed = Buffer.from(place).toString('base64url');
      return sealText(await keys.ringFor('cursor'), sealed, aboutOf(list, sealed));
    },
    async open(list, cursor) {
      const parts = partsOf(cursor);
      const ring = await keys.ringFor('cursor', parts?.name);
      if (parts === null || !isSealed(ring, parts, aboutOf(list, parts.text)))
        throw new RefusedRequest('invalid-cursor', [
          {
            pointer: '/query/cursor',
            code: 'invalid-cursor',
            detail: 'Send `next` as it came; begin anew where the list has become another.',
          },
        ]);
      return Buffer.from(parts.text, 'base64url').toString();
    },
  };
}
