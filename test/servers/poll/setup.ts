import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { defineDataset, type Dataset } from '../../../core/contracts';
import type { SqlRow } from '../../../core/ports';
import {
  recordedPass,
  resolveSources,
  declareSource,
  type PassReport,
  type Source,
} from '../../../core/sources';
import { poll } from '../../../lambdas/poll/kind';
import { passPoll } from '../../../lambdas/poll/pass-poll';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import type { DatabaseServer } from '../../support/databases';

export const rows: Dataset = defineDataset({
  name: 'rows',
  version: '1.0.0',
  description: 'Rows.',
  domain: 'test',
  owner: 'test',
  key: ['row_id'],
  columns: {
    row_id: { type: 'bigint', sensitivity: 'public', required: true, from: '$.id', description: 'Id' },
  },
});

/** A table of a database and a lake that polls it. */
export class PollSetup {
  now = new Date('2026-11-21T12:00:00Z');
  /** What silver has, for the comparison of keys. */
  silver: SqlRow[] = [];
  secret: Record<string, string>;
  readonly bronze: DirectoryObjectStore;
  private readonly ledger: FileLedger;
  private readonly clock = { now: () => this.now };

  constructor(
    root: string,
    readonly server: DatabaseServer,
    private readonly engine: 'postgresql' | 'mysql',
    private readonly table: string,
  ) {
    this.bronze = new DirectoryObjectStore(`${root}/bronze`);
    this.ledger = new FileLedger(`${root}/ledger`, this.clock);
    this.secret = { username: server.username, password: server.password };
  }

  pass(settings: object = {}): Promise<PassReport> {
    const { bronze, ledger, clock } = this;
    const declared = declareSource(
      poll,
      {
        engine: this.engine,
        host: '127.0.0.1',
        port: this.server.port,
        database: this.server.database,
        tls: 'off',
        table: [this.table],
        key: ['id'],
        changed: 'changed',
        dataset: 'rows',
        batch: 3,
        tries: 2,
        ...settings,
      },
      'erp',
    );
    const { sources, problems } = resolveSources([declared]);
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
    const source = sources[0] as Source<typeof poll.settings>;
    const secrets = { read: async () => this.secret };
    const tables = { query: async () => this.silver };
    const { signal } = new AbortController();
    return recordedPass(source.name, { ledger, clock }, () =>
      passPoll({ source, datasets: [rows], bronze, ledger, clock, secrets, tables, signal }),
    );
  }

  /** Lines of bronze as they stand there, in the order of their objects. */
  async lines(): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of this.bronze.list('rows/'))
      found.push(...((await this.bronze.get(key))?.toString('utf8') ?? '').trimEnd().split('\n'));
    return found;
  }

  async landed<T = { readonly id: number }>(): Promise<T[]> {
    return (await this.lines()).map((line) => (JSON.parse(line) as { data: T }).data);
  }
}

/** Stands between a client and a server, and breaks the connection where a test wants it to. */
export class BreakingWire {
  private server: Server | undefined;
  private readonly sockets: Socket[] = [];
  /** Bytes from the server after which a connection breaks. */
  breakAfter = Number.POSITIVE_INFINITY;
  connections = 0;
  /** Takes connections and never answers. */
  isDead = false;

  async start(to: number): Promise<number> {
    this.server = createServer((inner) => {
      this.connections += 1;
      this.sockets.push(inner);
      inner.on('error', () => undefined);
      if (this.isDead) return;
      const outer = connect(to, '127.0.0.1');
      this.sockets.push(outer);
      let seen = 0;
      outer.on('error', () => undefined);
      outer.on('data', (data) => {
        seen += data.length;
        if (seen > this.breakAfter) {
          this.breakAfter = Number.POSITIVE_INFINITY;
          inner.destroy();
          outer.destroy();
        } else inner.write(data);
      });
      inner.on('data', (data) => outer.write(data));
      inner.on('close', () => outer.destroy());
      outer.on('close', () => inner.destroy());
    });
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    return (this.server?.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server?.close(done));
  }
}
