import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { RemoteFileError } from '../../../lambdas/documents/errors';
import { connectSftp } from '../../../lambdas/documents/pull/connect-sftp';
import type { RemoteSession } from '../../../lambdas/documents/pull/remote-session';
import type { ObjectStore, StreamedPut } from '../../../core/ports';
import { eventsOf, keysOf, MemoryLedger, MemoryObjectStore } from '../support/memory';
import { PullSetup } from '../support/pull-setup';
import { slowly } from '../support/slow-store';
import { type Sshd, startSshd } from '../support/sshd';
import { needs } from '../../support/needs';

needs('sshd');

let sshd: Sshd;
let setup: PullSetup;

beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.stop());
beforeEach(() => {
  setup = new PullSetup(sshd);
});
afterEach(() => setup.remove());

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const keyOf = (bytes: Buffer | string): string => `documents/2026/03/04/${sha256(bytes)}.pdf`;
const documents = (): DocumentLedger => new DocumentLedger(setup.ledger, setup.clock);

/** A store during whose streamed writes something happens, once the first bytes are there. */
function meanwhile(store: ObjectStore, happen: () => void): ObjectStore {
  return new Proxy(store, {
    get(target, name): unknown {
      if (name === 'putStream') {
        return (key: string, body: Readable): Promise<StreamedPut> => {
          body.once('readable', happen);
          return target.putStream(key, body);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

it('brings a settled file into bronze under the name of its content and the day of its arrival', async () => {
  const content = setup.drop('Lab/JOHN DOE.pdf');
  const report = await setup.pull();
  expect(report).toMatchObject({ listed: 1, taken: 1, failures: [], documentIds: [sha256(content)] });
  expect(await setup.bronze.get(keyOf(content))).toEqual(content);
  const entry = await documents().get(sha256(content));
  expect(entry?.value).toMatchObject({ state: 'pulled', key: keyOf(content), bytes: content.length });
  expect(entry?.value.sightings).toMatchObject([
    { server: 'partner', path: join(setup.remote, 'Lab/JOHN DOE.pdf') },
  ]);
  expect((await keysOf(setup.bronze)).join()).not.toMatch(/john/i);
});

it('logs that a document was seen and pulled, once, with the path of the sender', async () => {
  const content = setup.drop('a.pdf');
  await setup.pull();
  await setup.pull();
  const events = await eventsOf(setup.bronze, 'documents_log/');
  expect(events.map(({ data }) => data)).toMatchObject([
    {
      document_id: sha256(content),
      state: 'seen',
      source_path: join(setup.remote, 'a.pdf'),
      server: 'partner',
    },
    { document_id: sha256(content), state: 'pulled', bytes: content.length, pages: null, reason: null },
  ]);
  expect(Object.keys(events[0] ?? {})).toEqual([
    'recordedtime',
    'sequence',
    'specversion',
    'dataset',
    'id',
    'source',
    'type',
    'time',
    'datacontenttype',
    'data',
  ]);
});

it('takes a young file at the second look, and nothing twice', async () => {
  setup.drop('young.pdf', 'x', 5);
  expect(await setup.pull()).toMatchObject({ taken: 0, waiting: 1 });
  setup.clock.advance(1);
  expect(await setup.pull()).toMatchObject({ taken: 1, waiting: 0 });
  expect(await setup.pull()).toMatchObject({ taken: 0, known: 1 });
});

it('waits for a file that has grown between two looks', async () => {
  setup.drop('young.pdf', 'half', 5);
  await setup.pull();
  setup.drop('young.pdf', 'half and half', 4);
  expect(await setup.pull()).toMatchObject({ taken: 0, waiting: 1 });
  expect(await setup.pull()).toMatchObject({ taken: 1 });
  expect(await setup.bronze.get(keyOf('half and half'))).toEqual(Buffer.from('half and half'));
});

it('gives up a file that grows while it is read, and takes all of it later', async () => {
  const start = setup.drop('big.pdf', randomBytes(8 * 1024 * 1024));
  const more = Buffer.from('the rest');
  const grow = (): void => appendFileSync(join(setup.remote, 'big.pdf'), more);
  const report = await setup.pull({}, { bronze: meanwhile(setup.bronze, grow) });
  expect(report).toMatchObject({ taken: 0, failures: [{ reason: 'changed while it was read' }] });
  expect(await keysOf(setup.bronze)).toEqual([]);
  await setup.pull();
  expect(await setup.pull()).toMatchObject({ taken: 1 });
  expect(await keysOf(setup.bronze, 'documents/')).toEqual([keyOf(Buffer.concat([start, more]))]);
});

it('gives up a file whose bytes are replaced by as many others while it is read', async () => {
  setup.drop('big.pdf', randomBytes(4 * 1024 * 1024));
  const replace = (): void => writeFileSync(join(setup.remote, 'big.pdf'), randomBytes(4 * 1024 * 1024));
  const report = await setup.pull({}, { bronze: meanwhile(setup.bronze, replace) });
  expect(report).toMatchObject({ taken: 0, failures: [{ reason: 'changed while it was read' }] });
});

it('takes what is replaced under the same name as another document', async () => {
  const before = setup.drop('same.pdf', 'first version', 300);
  await setup.pull();
  const after = setup.drop('same.pdf', 'another one', 200);
  expect(await setup.pull()).toMatchObject({ taken: 1, duplicates: 0 });
  expect(await keysOf(setup.bronze, 'documents/')).toEqual([keyOf(before), keyOf(after)].sort());
});

it('stores the same content under two names once and keeps both sightings', async () => {
  const content = setup.drop('one.pdf', 'the same', 300);
  setup.drop('copies/two.pdf', 'the same', 200);
  expect(await setup.pull()).toMatchObject({ taken: 2, duplicates: 1 });
  expect(await keysOf(setup.bronze, 'documents/')).toEqual([keyOf(content)]);
  const entry = await documents().get(sha256(content));
  expect(entry?.value.sightings.map(({ path }) => path).sort()).toEqual([
    join(setup.remote, 'copies/two.pdf'),
    join(setup.remote, 'one.pdf'),
  ]);
  expect(await eventsOf(setup.bronze, 'documents_log/')).toHaveLength(2);
  const sightings = await eventsOf(setup.bronze, 'document_sightings/');
  expect(sightings).toHaveLength(2);
  for (const name of ['one.pdf', 'copies/two.pdf']) {
    const data = { document_id: sha256(content), server: 'partner', source_path: join(setup.remote, name) };
    expect(sightings).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining(data) as unknown }),
    );
  }
});

it('stores large content once as well, leaving nothing behind', async () => {
  const bytes = randomBytes(3 * 1024 * 1024);
  setup.drop('one.pdf', bytes);
  await setup.pull();
  setup.drop('two.pdf', bytes);
  setup.clock.advance(24 * 60);
  expect(await setup.pull()).toMatchObject({ taken: 1, duplicates: 1 });
  expect(await keysOf(setup.bronze, 'documents/')).toEqual([keyOf(bytes)]);
});

it('finds nested directories and leaves out what the patterns do', async () => {
  ['a.pdf', 'x/b.PDF', 'x/y/z/c.pdf', 'x/draft/d.pdf', 'notes.txt', 'e.pdf.filepart'].forEach((name) =>
    setup.drop(name, name),
  );
  const report = await setup.pull({ exclude: ['**/draft/**'] });
  expect(report.documentIds.slice().sort()).toEqual(['a.pdf', 'x/b.PDF', 'x/y/z/c.pdf'].map(sha256).sort());
});

it('takes files of odd names', async () => {
  const names = [
    'ünïcödé 漢字 📄.pdf',
    'a  b.pdf',
    'quote\'s "d".pdf',
    'line\nbreak.pdf',
    '-rf.pdf',
    '*?[x].pdf',
    'back\\slash.pdf',
    '.hidden.pdf',
    `${'long'.repeat(60)}.pdf`,
  ];
  names.forEach((name) => setup.drop(name, name));
  const report = await setup.pull();
  expect(report.failures).toEqual([]);
  expect(report.documentIds.slice().sort()).toEqual(names.map(sha256).sort());
});

it('says of a name that is not UTF-8 that it is, and takes the others', async () => {
  setup.drop('fine.pdf', 'fine');
  writeFileSync(
    Buffer.concat([Buffer.from(`${setup.remote}/M`), Buffer.from([0xfc]), Buffer.from('ller.pdf')]),
    'x',
  );
  const report = await setup.pull({ settledAfterMinutes: 0, afterwards: { kind: 'leave' } });
  setup.clock.time = new Date(Date.now() + 60_000);
  const later = await setup.pull();
  expect(report.taken + later.taken).toBe(1);
  expect(later.failures.concat(report.failures)).toMatchObject([{ reason: 'name is not valid UTF-8' }]);
});

it('takes an empty file', async () => {
  setup.drop('empty.pdf', '');
  expect(await setup.pull()).toMatchObject({ taken: 1, bytes: 0 });
  expect((await setup.bronze.get(keyOf('')))?.length).toBe(0);
});

it('takes 10,000 small files in one pass', async () => {
  const folders = Array.from({ length: 20 }, (_, at) => join(setup.remote, `folder-${at}`));
  folders.forEach((folder) => mkdirSync(folder));
  for (let at = 0; at < 10_000; at += 1)
    writeFileSync(join(folders[at % 20] ?? '', `${at}.pdf`), `content ${at}`);
  setup.clock.time = new Date(Date.now() + 3 * 3_600_000);
  setup.bronze = new MemoryObjectStore();
  setup.ledger = new MemoryLedger();
  expect(await setup.pull({ concurrency: 32 })).toMatchObject({
    listed: 10_000,
    taken: 10_000,
    failures: [],
  });
  expect(await setup.pull()).toMatchObject({ taken: 0, known: 10_000 });
  expect(await keysOf(setup.bronze, 'documents/')).toHaveLength(10_000);
});

describe('when the connection drops', () => {
  it('goes on over a new one, with the file it was reading last', async () => {
    setup.drop('big.pdf', randomBytes(20 * 1024 * 1024), 3_000);
    ['a', 'b', 'c'].forEach((name) => setup.drop(`${name}.pdf`, name));
    let drops = 1;
    const drop = (): void => void (drops-- > 0 && sshd.dropConnections());
    const report = await setup.pull({ concurrency: 1 }, { bronze: meanwhile(setup.bronze, drop) });
    expect(report).toMatchObject({ taken: 4, failures: [], left: 0 });
  });

  it('leaves a file that always breaks it for the next pass, and takes the others', async () => {
    const big = setup.drop('big.pdf', randomBytes(20 * 1024 * 1024), 3_000);
    ['a', 'b', 'c'].forEach((name) => setup.drop(`${name}.pdf`, name));
    const report = await setup.pull({}, { bronze: meanwhile(setup.bronze, () => sshd.dropConnections()) });
    expect(report).toMatchObject({ taken: 3, failures: [{ reason: 'connection lost' }] });
    expect(await keysOf(setup.bronze, 'documents/_incoming/')).toEqual([]);
    expect(await setup.pull()).toMatchObject({ taken: 1, failures: [], documentIds: [sha256(big)] });
  });
});

it('stops in time and takes the rest in the next pass', async () => {
  Array.from({ length: 300 }, (_, at) => setup.drop(`${at}.pdf`, `content ${at}`));
  const deadline = new Date(setup.clock.now().getTime() + 400);
  const slow = slowly(setup.bronze, 20);
  const first = await setup.pull({ concurrency: 2 }, { deadline, bronze: slow });
  expect(first.stoppedEarly).toBe(true);
  expect(first.taken).toBeLessThan(300);
  expect(first.taken + first.left).toBe(300);
  expect(first.failures).toEqual([]);
  const second = await setup.pull();
  expect(first.taken + second.taken).toBe(300);
});

describe('afterwards', () => {
  it('moves taken files to a folder, which is not listed again', async () => {
    setup.drop('a.pdf', 'a');
    setup.drop('x/a.pdf', 'another a');
    const afterwards = { kind: 'move', folder: 'done' } as const;
    expect(await setup.pull({ afterwards })).toMatchObject({ taken: 2, finished: 2, unfinished: [] });
    expect(readdirSync(join(setup.remote, 'done')).sort()).toHaveLength(2);
    expect(existsSync(join(setup.remote, 'a.pdf'))).toBe(false);
    expect(await setup.pull({ afterwards })).toMatchObject({ listed: 0 });
  });

  it('deletes a file once bronze has its content', async () => {
    const content = setup.drop('a.pdf');
    expect(await setup.pull({ afterwards: { kind: 'delete' } })).toMatchObject({ finished: 1 });
    expect(existsSync(join(setup.remote, 'a.pdf'))).toBe(false);
    expect(await setup.bronze.get(keyOf(content))).toEqual(content);
  });

  it('deletes nothing that bronze does not have', async () => {
    setup.drop('a.pdf');
    setup.drop('b.pdf', randomBytes(2 * 1024 * 1024));
    const broken = new Proxy(setup.bronze, {
      get(target, name): unknown {
        if (name === 'head') return async () => undefined;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    expect(await setup.pull({ afterwards: { kind: 'delete' } }, { bronze: broken })).toMatchObject({
      taken: 2,
      finished: 0,
      unfinished: [{ reason: 'not in bronze' }, { reason: 'not in bronze' }],
    });
    expect(readdirSync(setup.remote).sort()).toEqual(['a.pdf', 'b.pdf']);
  });

  it('tells what it may not move, has it all the same, and tries again in the next pass', async () => {
    setup.drop('a.pdf', 'a');
    const afterwards = { kind: 'move', folder: 'done' } as const;
    // Root may write everywhere, so it is the server that forbids it.
    const readOnly = await startSshd(true);
    const source = setup.source({ afterwards, port: readOnly.port, hostKeys: [readOnly.hostKey] });
    const connect = (): Promise<RemoteSession> => connectSftp(source, { privateKey: readOnly.privateKey });
    const report = await setup.pull({ afterwards }, { connect }).finally(() => readOnly.stop());
    expect(report).toMatchObject({
      taken: 1,
      finished: 0,
      failures: [],
      unfinished: [{ path: join(setup.remote, 'a.pdf'), reason: 'permission denied' }],
    });
    expect(await setup.pull({ afterwards })).toMatchObject({
      taken: 0,
      known: 1,
      finished: 1,
      unfinished: [],
    });
    expect(readdirSync(setup.remote)).toEqual(['done']);
  });
});

describe('counts as finished', () => {
  it.each([
    ['another content since', (name: string) => void setup.drop(name, 'another a', 60)],
    ['a sender who has taken it away', (name: string) => rmSync(join(setup.remote, name))],
  ])('nothing that has %s', async (_what, change) => {
    setup.drop('a.pdf', 'a');
    const connect = async (): Promise<RemoteSession> => {
      const session = await setup.connect();
      const stat = session.stat.bind(session);
      session.stat = (path) => {
        change('a.pdf');
        return stat(path);
      };
      return session;
    };
    const report = await setup.pull({ afterwards: { kind: 'delete' } }, { connect });
    expect(report).toMatchObject({ taken: 1, finished: 0, unfinished: [] });
  });

  it('nothing that was to be moved once and is to be left now', async () => {
    setup.drop('a.pdf', 'a');
    const broken = async (): Promise<RemoteSession> => {
      const session = await setup.connect();
      session.rename = () => Promise.reject(new RemoteFileError('permission denied'));
      return session;
    };
    await setup.pull({ afterwards: { kind: 'move', folder: 'done' } }, { connect: broken });
    expect(await setup.pull()).toMatchObject({ known: 1, finished: 0, unfinished: [] });
  });
});

it('takes the others when one cannot be read', async () => {
  setup.drop('a.pdf', 'a');
  setup.drop('locked.pdf', 'locked');
  const connect = async (): Promise<RemoteSession> => {
    const session = await connectSftp(setup.source(), { privateKey: sshd.privateKey });
    const readWhole = session.readWhole.bind(session);
    session.readWhole = (path, size) =>
      path.endsWith('locked.pdf')
        ? Promise.reject(new RemoteFileError('permission denied'))
        : readWhole(path, size);
    return session;
  };
  expect(await setup.pull({}, { connect })).toMatchObject({
    taken: 1,
    failures: [{ reason: 'permission denied' }],
  });
  expect(await setup.pull()).toMatchObject({ taken: 1 });
});

it('takes a file again when it was interrupted before it was recorded, to the same end', async () => {
  const content = setup.drop('a.pdf', 'a');
  const failing = new Proxy(setup.ledger, {
    get(target, name): unknown {
      if (name === 'put') {
        return (collection: string, ...rest: [string, unknown, number]): unknown =>
          collection.startsWith('document-sightings')
            ? Promise.reject(new Error('power cut'))
            : target.put(collection, ...rest);
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  await expect(setup.pull({}, { ledger: failing })).rejects.toThrow('power cut');
  expect(await setup.pull()).toMatchObject({ taken: 1, duplicates: 0 });
  expect(await keysOf(setup.bronze, 'documents/')).toEqual([keyOf(content)]);
  for (const [prefix, events] of [
    ['documents_log/', 2],
    ['document_sightings/', 1],
  ] as const) {
    const ids = (await eventsOf(setup.bronze, prefix)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(events);
  }
});
