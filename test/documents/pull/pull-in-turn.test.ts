import { randomBytes } from 'node:crypto';
import { pullInTurn } from '../../../lambdas/documents/pull/pull-in-turn';
import type { PullReport } from '../../../lambdas/documents/pull/pull-report';
import { TestClock } from '../support/memory';
import { PullSetup } from '../support/pull-setup';
import { slowly } from '../support/slow-store';
import { type Sshd, startSshd } from '../support/sshd';
import { needs } from '../../support/needs';

needs('sshd');

const HOUR_MS = 3_600_000;

interface Turn {
  readonly source: string;
  readonly minutes: number;
}

/** Passes at an hour of the day, each taking the minutes given. @returns who got how much time, and who none */
async function passes(
  needs: Readonly<Record<string, number>>,
  hour = 0,
): Promise<{ turns: Turn[]; notReached: readonly string[] }> {
  const clock = new TestClock(new Date(hour * HOUR_MS));
  const deadline = new Date(clock.now().getTime() + 12 * 60_000);
  const turns: Turn[] = [];
  const notReached = await pullInTurn(Object.keys(needs), { clock, deadline }, async (source, until) => {
    turns.push({ source, minutes: (until.getTime() - clock.now().getTime()) / 60_000 });
    clock.advance(needs[source] ?? 0);
  });
  return { turns, notReached };
}

it('shares the time, and gives what one does not need to those after it', async () => {
  expect(await passes({ a: 1, b: 5.5, c: 5.5 })).toEqual({
    turns: [
      { source: 'a', minutes: 4 },
      { source: 'b', minutes: 5.5 },
      { source: 'c', minutes: 5.5 },
    ],
    notReached: [],
  });
});

it('begins with another one each hour', async () => {
  const first = async (hour: number): Promise<unknown> => (await passes({ a: 1, b: 1, c: 1 }, hour)).turns[0];
  expect(await Promise.all([0, 1, 2, 3].map(first))).toMatchObject(
    ['a', 'b', 'c', 'a'].map((source) => ({ source })),
  );
});

it('names those for which one that overran has left nothing', async () => {
  const { turns, notReached } = await passes({ a: 1, b: 20, c: 1 });
  expect(turns.map(({ source }) => source)).toEqual(['a', 'b']);
  expect(notReached).toEqual(['c']);
});

describe('on a server', () => {
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

  it('a directory with more than there is time for leaves the next one its share', async () => {
    Array.from({ length: 300 }, (_, at) => setup.drop(`first/${at}.pdf`, randomBytes(100)));
    setup.drop('second/a.pdf');
    const started = Date.now();
    // A whole number of pairs of hours, so that the first is first; then as fast as the real one.
    const clock = { now: () => new Date(500_000 * HOUR_MS + Date.now() - started) };
    const deadline = new Date(clock.now().getTime() + 10_000);
    const reports: PullReport[] = [];
    const notReached = await pullInTurn(['first', 'second'], { clock, deadline }, async (name, until) => {
      const source = { name, directory: `${setup.remote}/${name}`, concurrency: 2 };
      const bronze = slowly(setup.bronze, 80);
      reports.push(await setup.pull(source, { clock, bronze, deadline: until }));
    });
    expect(notReached).toEqual([]);
    expect(reports).toMatchObject([
      { source: 'first', stoppedEarly: true, reached: true, failures: [] },
      { source: 'second', stoppedEarly: false, taken: 1, failures: [] },
    ]);
    expect(reports[0]?.left).toBeGreaterThan(0);
  });

  it('a pass that is stopped while it lists has failed at nothing, and forgets nothing', async () => {
    setup.drop('young.pdf', 'x', 5);
    setup.drop(`${'deep/'.repeat(40)}old.pdf`);
    expect(await setup.pull({ include: ['*.pdf'] })).toMatchObject({ waiting: 1 });
    expect(await setup.pull({}, { deadline: setup.clock.now() })).toMatchObject({
      reached: false,
      stoppedEarly: true,
      listed: 0,
      taken: 0,
      failures: [],
      unfinished: [],
    });
    expect(await setup.pull()).toMatchObject({ reached: true, taken: 2 });
  });

  it('a connection that is lost while it lists is a failure', async () => {
    setup.drop(`${'deep/'.repeat(40)}old.pdf`);
    const connect = async (): ReturnType<typeof setup.connect> => {
      const session = await setup.connect();
      sshd.dropConnections();
      return session;
    };
    await expect(setup.pull({}, { connect })).rejects.toThrow('closed the connection');
  });
});
