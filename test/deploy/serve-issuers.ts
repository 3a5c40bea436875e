import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalIssuer, makeIssuerKeys } from '../../local/http/issuer.ts';
import type { Deployed } from './deployed.ts';

/** Serves issuers of members' and administrators' tokens on this machine, by the machine's clock. */
export async function serveIssuers(): Promise<{
  readonly issuers: Deployed['issuers'];
  readonly issuer: LocalIssuer;
  readonly close: () => void;
}> {
  const keys = await makeIssuerKeys();
  const server = createServer((request, response) => {
    const document = issuer.documentAt(request.url ?? '');
    response.writeHead(document === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = new LocalIssuer(url, Date, keys);
  return {
    issuers: { url, keys },
    issuer,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
