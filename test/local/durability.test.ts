import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IntakeAnswer } from '../../lambdas/intake/intake';
import { frame, framesOf, type Frame } from '../../local/served/frames';
import { immunization } from '../support/immunization';
import { lake, startLake, type Serving } from '../support/lake-process';
import { testLake } from '../support/lake';
import fc from '../support/properties';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const root = (): string => join(directory(), 'lake');

/** Records of a round, before its server is killed. */
const LEAST_ACKNOWLEDGED = 12;

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

/** Posts until the server is gone, and adds the ids of all that it had acknowledged. */
async function postUntilGone(url: string, round: number, acknowledged: string[]): Promise<void> {
  for (let index = 0; ; index++) {
    const resources = [1, 2, 3].map((part) => immunization({ id: `r${round}-${index}-${part}` }));
    const answer = await post(url, resources).catch(() => undefined);
    if (!answer) return;
    acknowledged.push(...answer.receipts.map(({ id }) => id));
  }
}

test('kill -9 at any moment loses no acknowledged record and counts none twice', async () => {
  const acknowledged: string[] = [];
  // A lake that isn't empty doesn't load the sample first.
  await lake(['put', 'immunizations', '-', '--lake', root()], JSON.stringify(immunization({ id: 'first' })));
  for (let round = 0; round < 3; round++) {
    const serving = await startLake(root());
    const enough = acknowledged.length + LEAST_ACKNOWLEDGED;
    const posting = postUntilGone(serving.url, round, acknowledged);
    while (acknowledged.length < enough) await sleep(20);
    await sleep(700 * round + Math.random() * 500);
    await serving.stop('SIGKILL');
    await posting;
  }
  const after = testLake(directory());
  await after.land();
  await after.transform();
  const events = await after.query('SELECT event_id FROM silver.immunizations');
  const known = new Set(events.map(({ event_id: id }) => id));
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
  expect((await after.status())[0]).toMatchObject({
    duplicates: 0,
    quarantined: 0,
    pending: 0,
    landed: known.size,
  });
});

test('what is printed arrives whole and in order, in whatever pieces it comes', async () => {
  const kinds = fc.constantFrom<Frame['kind']>('begin', 'stdout', 'stderr', 'end');
  const frames = fc.array(fc.record({ kind: kinds, bytes: fc.uint8Array({ maxLength: 300 }) }));
  await fc.assert(
    fc.asyncProperty(frames, fc.integer({ min: 1, max: 400 }), async (sent, size) => {
      const all = Buffer.concat(sent.map(({ kind, bytes }) => frame(kind, Buffer.from(bytes))));
      const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.subarray(i * size, (i + 1) * size),
      );
      const arrived: Frame[] = [];
      for await (const each of framesOf(Readable.from(pieces))) arrived.push(each);
      expect(arrived).toEqual(sent.map(({ kind, bytes }) => ({ kind, bytes: Buffer.from(bytes) })));
    }),
  );
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

  /** Commands whose answers stay the same, of each kind of output. */
  const ASKED: readonly (readonly string[])[] = [
    ['sql', "SELECT chr(27) || '[31m' AS sign, CAST(NULL AS varchar) AS nothing"],
    ['sql', '--format', 'csv', "SELECT * FROM silver.immunizations WHERE immunization_id = 'posted'"],
    ['sql', '--as', 'analyst', '--json', 'SELECT patient_id FROM silver.immunizations'],
    ['sql', '--nonsense'],
  ];

  /** Answered without an engine in the command's own process, as soon as the lake is ready to. */
  async function askedOfTheLake(args: readonly string[]): ReturnType<typeof lake> {
    const hook = join(directory(), 'no-engine.cjs');
    await writeFile(
      hook,
      `const Module = require('node:module');
const load = Module._load;
Module._load = (name, ...rest) => {
  if (name.includes('bin-lake')) process.exit(77);
  return load(name, ...rest);
};`,
    );
    const env = { NODE_OPTIONS: `--require ${hook}` };
    for (;;) {
      const finished = await lake([...args, '--lake', root()], '', env);
      if (finished.code !== 77) return finished;
    }
  }

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

    const answered: Awaited<ReturnType<typeof lake>>[] = [];
    for (const args of ASKED) answered.push(await askedOfTheLake(args));
    await post(serving.url, [immunization({ id: 'last' })]);
    expect(await serving.stop('SIGINT')).toBe(0);
    expect(await found('last')).toEqual([{ status: 'completed' }]);
    const byThemselves = await Promise.all(ASKED.map((args) => lake([...args, '--lake', root()])));
    expect(answered).toEqual(byThemselves);
    expect(answered.map(({ code }) => code)).toEqual([0, 0, 1, 1]);
    const { stdout } = await lake(['status', '--lake', root(), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      immunizations: { landed: 1572, silver: 1572, duplicates: 0, quarantined: 0, pending: 0 },
    });
  });
});
