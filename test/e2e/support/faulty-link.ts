import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a request on its way:
 * - `refused`: the service never sees it and the connection breaks;
 * - `answer lost`: the service has done what it says, and the connection breaks before the answer;
 * - `never answered`: the service has done what it says, and nothing comes back;
 * - `late`: the connection breaks, and the service sees the request at {@link FaultyLink.arrive}.
 */
export type Fault = 'refused' | 'answer lost' | 'never answered' | 'late';

/** A call of an AWS service. */
export interface Call {
  readonly method: string;
  /** Path-style: `/bucket/key`. */
  readonly path: string;
  /** `DynamoDB_20120810.GetItem` and the like; undefined for S3. */
  readonly target: string | undefined;
  readonly body: Buffer;
}

/** Chooses the fate of the nth call since the rule was set, from 1. */
export type Rule = (nth: number, call: Call) => Fault | undefined;

const SOUND: Rule = () => undefined;

/** A connection to the emulator that breaks where a test wants it to. */
export class FaultyLink {
  /** Calls since the rule was set. */
  readonly calls: Call[] = [];
  /** How many of them the rule has broken. */
  faults = 0;
  private rule = SOUND;
  private readonly late: (() => Promise<void>)[] = [];
  private readonly server = createServer((request, response) => {
    this.pass(request, response).catch(() => response.destroy());
  });

  private constructor(private readonly emulator: URL) {}

  static async to(endpoint: string): Promise<FaultyLink> {
    const link = new FaultyLink(new URL(endpoint));
    await new Promise<void>((done) => link.server.listen(0, '127.0.0.1', done));
    return link;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Starts counting anew. @param rule default: nothing breaks */
  behave(rule = SOUND): void {
    this.rule = rule;
    this.calls.length = 0;
    this.faults = 0;
  }

  /** Lets the requests through that are late. @returns how many there were */
  async arrive(): Promise<number> {
    const late = this.late.splice(0);
    for (const go of late) await go();
    return late.length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { method = '', url: path = '', headers } = request;
    const target = headers['x-amz-target'];
    const call = { method, path, body, target: typeof target === 'string' ? target : undefined };
    this.calls.push(call);
    const fault = this.rule(this.calls.length, call);
    if (fault) this.faults++;
    const work = async (): Promise<[IncomingMessage, Buffer]> => {
      const answer = await this.ask(request, body);
      return [answer, Buffer.concat(await answer.toArray())];
    };
    if (fault === 'late') this.late.push(async () => void (await work()));
    if (fault === 'refused' || fault === 'late') return void response.destroy();
    const [answer, content] = await work();
    if (fault === 'answer lost') return void response.destroy();
    if (fault === 'never answered') return;
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
  }

  private ask({ method, url: path, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { hostname: host, port } = this.emulator;
    const asked = { host, port, method, path, headers: { ...headers, 'content-length': body.length } };
    // The body has been read as a whole and is sent so.
    delete asked.headers['transfer-encoding'];
    delete asked.headers.expect;
    return new Promise((answered, failed) => {
      forward(asked, answered).on('error', failed).end(body);
    });
  }
}
