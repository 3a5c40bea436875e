import { RefusedRequest } from './refused-request.ts';
import { macOf, type SealKeys, sameMac } from './seal-keys.ts';

/** Opaque places in a list: sealed, and good only for the list that they were given for. */
interface Cursors {
  /** @param list what is paged, with the id it belongs to: `history:<memberId>` */
  seal(list: string, place: number): Promise<string>;
  /** @throws {RefusedRequest} `invalid-cursor` if it is not one of ours, or of another list */
  open(list: string, cursor: string): Promise<number>;
}

export function cursors(keys: SealKeys): Cursors {
  const mac = async (list: string, place: string): Promise<string> =>
    macOf(await keys.keyFor('cursor'), JSON.stringify([list, place]));
  return {
    seal: async (list, place) => `${place}.${await mac(list, String(place))}`,
    async open(list, cursor) {
      const [place = '', sent = ''] = cursor.split('.');
      if (!/^\d{1,15}$/.test(place) || !sameMac(await mac(list, place), sent))
        throw new RefusedRequest('invalid-cursor', [
          { pointer: '/query/cursor', code: 'invalid-cursor', detail: 'Send `next` as it came.' },
        ]);
      return Number(place);
    },
  };
}
