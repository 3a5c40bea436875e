import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A write as it was sent to the table: one request, which is one transaction. */
export interface SentWrite {
  readonly operation: string;
  /** The acts that the audit is told in it. */
  readonly acts: readonly string[];
  /** Whether it writes anything else. */
  readonly isMore: boolean;
  /** All of it, as it was sent. */
  readonly text: string;
}

/** Stands before a database and looks at what is written through it. */
export interface WriteRecorder {
  readonly url: string;
  /** What was written while something was done. */
  during(act: () => Promise<unknown>): Promise<readonly SentWrite[]>;
  /** The table takes nothing any more, or again. */
  refuse(refuses: boolean): void;
  close(): Promise<void>;
}

const WRITES = /(?:Put|Update|Delete|TransactWrite|BatchWrite)Items?$/;

export async function recordWrites(database: string): Promise<WriteRecorder> {
  const sent: SentWrite[] = [];
  let isRefusing = false;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    if (WRITES.test(operation)) sent.push(writeOf(operation, body.toString()));
    if (isRefusing && WRITES.test(operation)) {
      const type = 'com.amazonaws.dynamodb.v20120810#ValidationException';
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: type, message: 'nothing is taken' }));
      return;
    }
    const headers = { ...incoming.headers, host: new URL(database).host };
    const outgoing = httpRequest(database, { method: 'POST', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    outgoing.once('error', () => response.destroy());
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async during(act) {
      sent.length = 0;
      await act();
      return [...sent];
    },
    refuse(refuses) {
      isRefusing = refuses;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

type Written = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** What lies at a key that begins with `AUDIT#`, wherever it stands in a request, is told; whatever else has a key is more. */
function writeOf(operation: string, text: string): SentWrite {
  const items: Written[] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'pk' in value && 'sk' in value)
      items.push(value as Written);
    return value;
  });
  const isAct = ({ pk }: Written): boolean => pk?.S?.startsWith('AUDIT#') === true;
  return {
    operation,
    acts: items.filter(isAct).map(({ ac }) => ac?.S ?? 'changed'),
    isMore: items.some((item) => !isAct(item)),
    text,
  };
}
