import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IntakeAnswer } from '../../lambdas/intake/intake';
import { immunization } from '../support/immunization';
import { lake, startLake, type Serving } from '../support/lake-process';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const root = (): string => join(directory(), 'lake');

/** Long enough for processes that start on a busy machine. Milliseconds. */
jest.setTimeout(300_000);

async function post(url: string, resources: readonly unknown[]): Promise<IntakeAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resources),
  });
  return (await response.json()) as IntakeAnswer;
}

/** Posts until the server is gone and gives the ids of all that it had acknowledged. */
async function postUntilGone(url: string, round: number): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let index = 0; ; index++) {
    const resources = [1, 2, 3].map((part) => immunization({ id: `r${round}-${index}-${part}` }));
    const answer = await post(url, resources).catch(() => undefined);
    if (!answer) return acknowledged;
    acknowledged.push(...answer.receipts.map(({ id }) => id));
  }
}

test('kill -9 at any moment loses no acknowledged record and counts none twice', async () => {
  const acknowledged: string[] = [];
  // A lake that isn't empty doesn't load the sample first.
  await lake(['put', 'immunizations', '-', '--lake', root()], JSON.stringify(immunization({ id: 'first' })));
  for (let round = 0; round < 3; round++) {
    const serving = await startLake(root());
    const posting = postUntilGone(serving.url, round);
    await sleep(300 + 700 * round + Math.random() * 500);
    await serving.stop('SIGKILL');
    acknowledged.push(...(await posting));
  }
  const after = testLake(directory());
  await after.land();
  await after.transform();
  const events = await after.query('SELECT event_id FROM silver.immunizations');
  const known = new Set(events.map(({ event_id: id }) => id));
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(30);
  expect((await after.status())[0]).toMatchObject({
    duplicates: 0,
    quarantined: 0,
    pending: 0,
    landed: known.size,
  });
});

describe('beside a running lake', () => {
  let serving: Serving;
  beforeEach(async () => {
    serving = await startLake(root());
  });
  afterEach(async () => {
    await serving.stop('SIGKILL');
  });

  const found = async (id: string): Promise<unknown> => {
    const { stdout } = await lake([
      'sql',
      '--lake',
      root(),
      '--json',
      `SELECT status FROM silver.immunizations WHERE immunization_id = '${id}'`,
    ]);
    return JSON.parse(stdout);
  };

  test('what is posted shows up in SQL, another terminal puts and asks, and Ctrl-C loses nothing', async () => {
    expect(await post(serving.url, [immunization({ id: 'posted' })])).toMatchObject({
      status: 202,
      accepted: 1,
    });
    const put = await lake(
      ['put', 'immunizations', '-', '--lake', root(), '--json'],
      JSON.stringify(immunization({ id: 'put' })),
    );
    expect(put).toMatchObject({ code: 0 });
    expect(JSON.parse(put.stdout)).toMatchObject({ accepted: 1, rejected: 0, errors: [] });
    expect((await lake(['transform', '--lake', root()])).code).toBe(0);
    expect(await found('posted')).toEqual([{ status: 'completed' }]);
    expect(await found('put')).toEqual([{ status: 'completed' }]);

    await post(serving.url, [immunization({ id: 'last' })]);
    expect(await serving.stop('SIGINT')).toBe(0);
    expect(await found('last')).toEqual([{ status: 'completed' }]);
    const { stdout } = await lake(['status', '--lake', root(), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      immunizations: { landed: 1572, silver: 1572, duplicates: 0, quarantined: 0, pending: 0 },
    });
  });
});
