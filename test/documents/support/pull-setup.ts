import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import { type DocumentSource, documentSourceSchema } from '../../../lambdas/documents/pull/document-source';
import { pullDocuments } from '../../../lambdas/documents/pull/pull-documents';
import type { PullDependencies } from '../../../lambdas/documents/pull/pull-dependencies';
import type { PullReport } from '../../../lambdas/documents/pull/pull-report';
import type { Ledger, ObjectStore } from '../../../core/ports';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { TestClock } from './memory';
import type { Sshd } from './sshd';

export type SourceOverrides = Partial<DocumentSource>;

/** A directory on a server, a lake in another, and passes from the one to the other. */
export class PullSetup {
  private readonly root = mkdtempSync(join(tmpdir(), 'headwater-pull-'));
  readonly remote = join(this.root, 'remote');
  readonly clock = new TestClock();
  bronze: ObjectStore = new DirectoryObjectStore(join(this.root, 'bronze'));
  ledger: Ledger = new FileLedger(join(this.root, 'ledger'));

  constructor(private readonly sshd: Sshd) {
    mkdirSync(this.remote);
  }

  source(overrides: SourceOverrides = {}): DocumentSource {
    return documentSourceSchema.parse({
      name: 'partner',
      host: '127.0.0.1',
      port: this.sshd.port,
      username: this.sshd.username,
      hostKeys: [this.sshd.hostKey],
      directory: this.remote,
      ...overrides,
    });
  }

  connect(overrides: SourceOverrides = {}): ReturnType<typeof connectSftp> {
    return connectSftp(this.source(overrides), { privateKey: this.sshd.privateKey });
  }

  /** One pass. A file of age is looked at the second time as soon as it was read, without waiting. */
  pull(overrides: SourceOverrides = {}, deps: Partial<PullDependencies> = {}): Promise<PullReport> {
    const source = this.source(overrides);
    const { bronze, ledger, clock } = this;
    const connect = (): ReturnType<typeof connectSftp> => this.connect(overrides);
    return pullDocuments(source, { connect, bronze, ledger, clock, secondLookMs: 0, ...deps });
  }

  /** Puts a file on the server, a day old by the test's clock unless told otherwise. */
  drop(name: string, content: Buffer | string = randomBytes(2_000), ageMinutes = 24 * 60): Buffer {
    const path = join(this.remote, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const modified = new Date(this.clock.now().getTime() - ageMinutes * 60_000);
    utimesSync(path, modified, modified);
    return Buffer.from(content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
