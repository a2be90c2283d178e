import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as it is told to. */
export class FileServer {
  requests: IncomingMessage[] = [];
  answer: Answer = (_, response) => void response.writeHead(404).end();
  private readonly server: Server = createServer((request, response) => {
    this.requests.push(request);
    this.answer(request, response);
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/a.zip`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As a good server answers. */
export function ranged(body: Buffer, headers: Record<string, string> = { etag: '"1"' }): Answer {
  return (request, response) => {
    const part = partOf(request);
    if (!part) return void response.writeHead(200, headers).end(body);
    const end = Math.min(part.end, body.length - 1);
    response.writeHead(206, { ...headers, 'content-range': `bytes ${part.start}-${end}/${body.length}` });
    response.end(body.subarray(part.start, end + 1));
  };
}

/** What is asked for; undefined for all of it. */
export function partOf({
  headers: { range = '' },
}: IncomingMessage): { start: number; end: number } | undefined {
  const [, start, end] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
  return start === undefined ? undefined : { start: Number(start), end: Number(end) };
}
