import { setTimeout as sleep } from 'node:timers/promises';
import { mkdir } from 'node:fs/promises';
import { defineKind, SOURCES, type PassReport, type Source } from '../../core/sources';
import { face } from '../../local/sources/folder';
import { LakeSources } from '../../local/sources/lake-sources';
import { LocalSecrets } from '../../local/sources/local-secrets';
import type { SourceContext } from '../../local/sources/local-source';
import { passSource } from '../../local/sources/pass-source';
import { sourceStatus } from '../../local/sources/status';
import { documents } from '../../lambdas/documents/kind';
import type { LocalLake } from '../../local/lake';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
let lake: LocalLake;
beforeEach(() => (lake = testLake(directory())));

const source = (name: string): Source => ({ name, kind: documents, settings: {} });
const contextOf = (name: string): SourceContext => ({
  source: source(name),
  lake,
  secrets: new LocalSecrets(lake.layout.secrets),
  signal: new AbortController().signal,
});
const statusOf = async (name: string) => (await sourceStatus(lake, [source(name)]))[0];

it('a pass that went well is in the status with what it took and how far it has come', async () => {
  expect(await statusOf('a')).toMatchObject({ state: 'never passed', lastPass: null });
  await passSource(contextOf('a'), async () => ({ taken: 3, problems: [], cursor: 'up to 12' }));
  expect(await statusOf('a')).toMatchObject({
    state: 'ok',
    taken: 3,
    cursor: 'up to 12',
    lastSuccess: '2026-11-21T12:00:00.000Z',
  });
});

it('a pass that fails is told, keeps the last success, and shows nothing of the data', async () => {
  await passSource(contextOf('a'), async () => ({ taken: 1, problems: [] }));
  const failed = await passSource(contextOf('a'), async () =>
    Promise.reject(new Error('Conversion Error: CANARY')),
  );
  expect(failed.problems).toHaveLength(1);
  expect(JSON.stringify(failed)).not.toContain('CANARY');
  expect(await statusOf('a')).toMatchObject({ state: 'failed', lastSuccess: '2026-11-21T12:00:00.000Z' });
});

it('a source that is down is told with since when, also while the next pass tries again', async () => {
  const down = async (): Promise<PassReport> => ({ taken: 0, problems: ['No broker answers'] });
  const since = {
    state: 'failed',
    failingSince: '2026-11-21T12:00:00.000Z',
    problems: ['No broker answers'],
  };
  await passSource(contextOf('a'), down);
  let meanwhile: unknown;
  await passSource(contextOf('a'), async () => {
    meanwhile = await statusOf('a');
    return down();
  });
  expect(meanwhile).toMatchObject(since);
  expect(await statusOf('a')).toMatchObject(since);
  await passSource(contextOf('a'), async () => ({ taken: 1, problems: [] }));
  expect(await statusOf('a')).toMatchObject({ state: 'ok', failingSince: null, problems: [] });
});

it('a pass that hangs is given up, stops no other, and isn’t started a second time beside itself', async () => {
  let end: (report: PassReport) => void = () => undefined;
  const hanging = (): Promise<PassReport> => new Promise((resolve) => (end = resolve));
  const [hung, other] = await Promise.all([
    passSource(contextOf('a'), hanging, { longestMs: 50 }),
    passSource(contextOf('b'), async () => ({ taken: 1, problems: [] })),
  ]);
  expect(hung).toMatchObject({
    hangs: true,
    problems: ['A pass over a took longer than 0.05 s; the next pass tries again'],
  });
  expect(other).toMatchObject({ hangs: false, problems: [] });
  const beside = await passSource(contextOf('a'), async () => ({ taken: 1, problems: [] }));
  expect(beside.problems).toEqual(['Another pass over it is under way, or hangs']);
  end({ taken: 0, problems: [] });
  await sleep(50);
  expect(await passSource(contextOf('a'), async () => ({ taken: 1, problems: [] }))).toMatchObject({
    problems: [],
  });
});

it('a pass whose process was ended counts as broken off, not as under way', async () => {
  await lake.ledger.put(
    SOURCES,
    'a',
    {
      startedAt: '2026-11-21T11:00:00Z',
      endedAt: null,
      succeededAt: null,
      taken: 0,
      problems: [],
      cursor: null,
    },
    0,
  );
  expect(await statusOf('a')).toMatchObject({ state: 'broken off', taken: null });
  let seen: unknown;
  await passSource(contextOf('a'), async () => {
    seen = (await statusOf('a'))?.state;
    return { taken: 0, problems: [] };
  });
  expect(seen).toBe('under way');
});

it('however many sources hang, every other has its pass', async () => {
  const kind = defineKind({ ...documents, name: 'folder' });
  const declared = Array.from({ length: 12 }, (_, index) => ({ name: `s${index}`, kind, settings: {} }));
  const ends: (() => void)[] = [];
  const hanging = jest.spyOn(face, 'pass').mockImplementation(async ({ source: { name } }) => {
    if (name !== 's11') await new Promise<void>((resolve) => ends.push(resolve));
    return { taken: 1, problems: [] };
  });
  const passes = await new LakeSources(lake, declared).pass(undefined, { longestMs: 100 });
  hanging.mockRestore();
  for (const end of ends) end();
  await sleep(20);
  expect(passes.filter(({ hangs }) => hangs)).toHaveLength(11);
  expect(passes.at(-1)).toMatchObject({ source: 's11', taken: 1, problems: [] });
});

it('a lake that can’t write for one source is a problem of that source', async () => {
  await mkdir(lake.layout.sourceLock('a'), { recursive: true });
  const failed = await passSource(contextOf('a'), async () => ({ taken: 1, problems: [] }));
  expect(failed).toMatchObject({ taken: 0, problems: [expect.any(String)], hangs: false });
});
