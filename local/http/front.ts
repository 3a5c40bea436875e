import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalSystem } from '../local-system.ts';
import { ownAnswer, send } from './answer.ts';
import { serveControl } from './control.ts';
import type { Gateway } from './gateway.ts';

/** The door: listens from the first moment, since the address is part of the system, and opens when all stands. */
export class Front {
  readonly #server: Server = createServer((incoming, response) => void this.#serve(incoming, response));
  #gateway: Gateway | null = null;
  #system: LocalSystem | null = null;

  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  open(gateway: Gateway, system: LocalSystem): void {
    this.#gateway = gateway;
    this.#system = system;
  }

  /** Answers what is under way, then closes. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [gateway, system] = [this.#gateway, this.#system];
    try {
      if (gateway === null || system === null) return send(response, ownAnswer(503, 'Service Unavailable'));
      if (incoming.url?.startsWith('/_local/')) return await serveControl(system, incoming, response);
      send(response, await gateway.answer(incoming));
    } catch (error) {
      console.error('A request could not be served:', error);
      if (!response.headersSent) send(response, ownAnswer(500, 'Internal Server Error'));
    }
  }
}
