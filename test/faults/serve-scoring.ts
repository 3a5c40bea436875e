import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { openTable } from '#table/send.ts';
import { houseOn } from '../fixtures/house.ts';
import { localClient } from '../fixtures/table.ts';
import { NOW, type Sent, sendTo } from './receipts.ts';

/** A process that scores what is posted to it, made to be killed: `serve-scoring.ts ENDPOINT NAME TABLE`, prints its port. */
const [endpoint = '', name = '', tableName = ''] = process.argv.slice(2);
const house = houseOn(openTable(localClient(endpoint, name), tableName), NOW);

const server = createServer(async (request, response) => {
  try {
    const outcome = await sendTo(house, JSON.parse(await text(request)) as Sent);
    response.writeHead(200).end(outcome.kind === 'taken' ? 'taken' : outcome.code);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(address.port);
});
