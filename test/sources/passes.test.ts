import { setTimeout as sleep } from 'node:timers/promises';
import type { PassReport, Source } from '../../core/sources';
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
