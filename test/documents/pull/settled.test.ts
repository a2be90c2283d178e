import { closeSync, openSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_SIGHTINGS } from '../../../lambdas/documents/document-ledger';
import { eventsOf, keysOf } from '../support/memory';
import { PullSetup } from '../support/pull-setup';
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

/** An upload to a server whose clock is two hours behind the lake's. @returns what ends it */
function upload(name: string): () => void {
  const path = join(setup.remote, name);
  const file = openSync(path, 'w');
  const behind = setup.clock.now().getTime() / 1_000 - 7_200;
  let seconds = 0;
  const write = (): void => {
    writeSync(file, 'more');
    utimesSync(path, behind + seconds, behind + seconds);
    seconds += 1;
  };
  write();
  const timer = setInterval(write, 100);
  return () => {
    clearInterval(timer);
    closeSync(file);
  };
}

it('takes no part of a file that grows on a server whose clock is behind, though it looks old', async () => {
  const end = upload('growing.pdf');
  setup.drop('complete.pdf');
  const report = await setup.pull({}, { secondLookMs: 500 });
  end();
  expect(report).toMatchObject({ listed: 2, taken: 1, failures: [{ reason: 'changed while it was read' }] });
  expect(await keysOf(setup.bronze, 'documents/')).toHaveLength(1);
  expect(await setup.pull()).toMatchObject({ taken: 1, failures: [] });
});

it('looks at an old file for three seconds, unless told otherwise, and at one seen before for none', async () => {
  const timed = async (): Promise<number> => {
    const started = performance.now();
    const { bronze, ledger, clock } = setup;
    expect(await setup.pull({}, { bronze, ledger, clock, secondLookMs: undefined })).toMatchObject({
      taken: 1,
    });
    return performance.now() - started;
  };
  setup.drop('old.pdf');
  expect(await timed()).toBeGreaterThan(2_900);
  setup.drop('young.pdf', 'x', 5);
  await setup.pull();
  expect(await timed()).toBeLessThan(2_900);
});

it('does not wait for a second look beyond its time', async () => {
  setup.drop('old.pdf');
  const deadline = new Date(setup.clock.now().getTime() + 300);
  const report = await setup.pull({}, { deadline, secondLookMs: 30_000 });
  expect(report).toMatchObject({ reached: true, stoppedEarly: true, taken: 0, left: 1, failures: [] });
  expect(await setup.pull()).toMatchObject({ taken: 1 });
});

it('logs every name of one content, more than the ledger has room for too', async () => {
  const names = Array.from({ length: MAX_SIGHTINGS + 5 }, (_, at) => `${at}.pdf`);
  names.forEach((name) => setup.drop(name, ''));
  expect(await setup.pull()).toMatchObject({ taken: names.length, duplicates: names.length - 1 });
  const events = await eventsOf(setup.bronze, 'document_sightings/');
  expect(events.map(({ data }) => (data as { source_path: string }).source_path).sort()).toEqual(
    names.map((name) => join(setup.remote, name)).sort(),
  );
  expect(new Set(events.map(({ id }) => id)).size).toBe(names.length);
  const envelopes = events.map((event) => ({ ...event, data: null }));
  expect(JSON.stringify(envelopes)).not.toContain('.pdf');
});
