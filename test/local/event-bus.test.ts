import { expect, test } from 'vitest';
import { EventBuses } from '../../local/endpoints/event-bus.ts';

const buses = () => new EventBuses([{ name: 'facts', arn: 'arn:facts' }], () => Date.UTC(2017, 0, 1));
const entry = (n: number, EventBusName = 'facts') => ({
  EventBusName,
  Source: 'laurel.facts',
  DetailType: 'StatusChanged',
  Detail: JSON.stringify({ n }),
});

test('what is published is kept in order and read in pages', () => {
  const all = buses();
  all.putEvents({ Entries: [entry(1), entry(2, 'arn:facts')] });
  all.putEvents({ Entries: [entry(3)] });
  expect(all.after(0, 2).items).toMatchObject([
    {
      n: 1,
      bus: 'facts',
      source: 'laurel.facts',
      detailType: 'StatusChanged',
      detail: { n: 1 },
      time: '2017-01-01T00:00:00.000Z',
    },
    { n: 2, bus: 'facts', detail: { n: 2 } },
  ]);
  expect(all.after(0, 2).next).toBe(2);
  expect(all.after(2).items.map(({ detail }) => detail)).toEqual([{ n: 3 }]);
  expect(all.after(3)).toEqual({ items: [], next: 3 });
});

test('each entry is taken or refused by itself', () => {
  const all = buses();
  const answer = all.putEvents({
    Entries: [entry(1, 'elsewhere'), entry(2), { ...entry(3), Detail: '{' }, { ...entry(4), Source: '' }],
  });
  expect(answer).toMatchObject({
    FailedEntryCount: 3,
    Entries: [
      { ErrorCode: 'InvalidArgument' },
      { EventId: expect.any(String) },
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'InvalidArgument' },
    ],
  });
  expect(all.after(0).items.map(({ detail }) => detail)).toEqual([{ n: 2 }]);
});
