import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answers = (asked: Asked, response: ServerResponse, nth: number) => void;

/** A web API on loopback that answers, or misbehaves, as a test wants it to. */
export class MisbehavingApi {
  readonly asked: Asked[] = [];
  answers: Answers = (_asked, response) => void response.end('[]');
  private server: Server | undefined;

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}/things`;
  }

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', headers } = request;
        const url = new URL(request.url ?? '', this.url);
        const asked = { method, url, headers, body: Buffer.concat(parts).toString() };
        this.asked.push(asked);
        this.answers(asked, response, this.asked.length);
      });
    });
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }
}

/** Answers with JSON. */
export function sends(
  response: ServerResponse,
  body: unknown,
  headers: Record<string, string> = {},
  status = 200,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
