import { defineDataset, type Dataset } from '../../../core/contracts';
import {
  declareSource,
  recordedPass,
  resolveSources,
  type PassReport,
  type Source,
} from '../../../core/sources';
import { SettingsError } from '../../../core/errors';
import { webApi } from '../../../lambdas/web-api/kind';
import { passApi } from '../../../lambdas/web-api/pass-api';
import type { SqlRow } from '../../../core/ports';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { MisbehavingApi } from './misbehaving';

export const things: Dataset = defineDataset({
  name: 'things',
  version: '1.0.0',
  description: 'Things.',
  domain: 'test',
  owner: 'test',
  key: ['thing_id'],
  columns: {
    thing_id: { type: 'string', sensitivity: 'public', required: true, from: '$.id', description: 'Id' },
  },
});

/** An API and a lake that polls it. */
export class ApiSetup {
  readonly server = new MisbehavingApi();
  now = new Date('2026-11-21T12:00:00Z');
  secret: Record<string, string> = {};
  rows: SqlRow[] = [];
  readonly bronze: DirectoryObjectStore;
  private readonly ledger: FileLedger;
  private readonly clock = { now: () => this.now };

  constructor(root: string) {
    this.bronze = new DirectoryObjectStore(`${root}/bronze`);
    this.ledger = new FileLedger(`${root}/ledger`, this.clock);
  }

  source(settings: object = {}, name = 'shop'): Source<typeof webApi.settings> {
    const declared = declareSource(webApi, { dataset: 'things', url: this.server.url, ...settings }, name);
    const { sources, problems } = resolveSources([declared]);
    if (problems.length > 0) throw new SettingsError(problems.map(({ message }) => message).join('; '));
    return sources[0] as Source<typeof webApi.settings>;
  }

  pass(settings: object = {}, signal = new AbortController().signal): Promise<PassReport> {
    const { bronze, ledger, clock } = this;
    const source = this.source({ tries: 2, ...settings });
    const secrets = { read: async () => this.secret };
    const tables = { query: async () => this.rows };
    this.now = new Date(this.now.getTime() + 1);
    return recordedPass(source.name, { ledger, clock }, () =>
      passApi({ source, datasets: [things], bronze, ledger, clock, secrets, tables, signal }),
    );
  }

  /** Lines of bronze, in the order of their objects. */
  async events(): Promise<{ readonly data: unknown; readonly answer: string; readonly id: string }[]> {
    const found: { data: unknown; answer: string; id: string }[] = [];
    for await (const { key } of this.bronze.list('things/'))
      for (const line of (await this.text(key)).trimEnd().split('\n'))
        found.push(JSON.parse(line) as (typeof found)[number]);
    return found;
  }

  async landed(): Promise<unknown[]> {
    return (await this.events()).map(({ data }) => data);
  }

  async answers(): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of this.bronze.list('api_answers/')) found.push(await this.text(key));
    return found;
  }

  async text(key: string): Promise<string> {
    return (await this.bronze.get(key))?.toString('utf8') ?? '';
  }
}
