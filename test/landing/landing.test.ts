import { join } from 'node:path';
import fc from 'fast-check';
import { immunizations } from '../../datasets/immunizations/contract';
import { cloudEvent } from '../../core/bronze/cloud-event';
import { land, type LandingDeps, type LandingReport } from '../../lambdas/landing/landing';
import type { ArrivedRecord } from '../../core/bronze/arrived-record';
import { routesOf } from '../../core/bronze/routes';
import { DirectoryObjectStore } from '../../local/store/directory-object-store';
import { FileLedger } from '../../local/store/file-ledger';
import { ARRIVAL, arrived, batch } from '../support/arrived';
import { immunization, sampleLines } from '../support/immunization';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
/** A second dataset on the same stream. */
const others = { ...immunizations, name: 'others', eventType: 'org.headwater.others' };

function deps(root = directory()): LandingDeps {
  return {
    bronze: new DirectoryObjectStore(join(root, 'bronze')),
    ledger: new FileLedger(join(root, 'ledger')),
    routes: routesOf([immunizations, others], 'immunizations'),
  };
}

const event = (id: string, payload = JSON.stringify(immunization({ id }))): string =>
  cloudEvent(immunizations, { id, source: '/test', time: new Date(ARRIVAL) }, payload);

async function bronzeLines({ bronze }: LandingDeps): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for await (const { key } of bronze.list('')) {
    const text = (await bronze.get(key))?.toString('utf8') ?? '';
    found[key] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
  return found;
}

test('lands a batch as one object named by the arrival and the position of its first record', async () => {
  const lake = deps();
  const report = await land(batch(arrived([event('a'), event('b')], 4711)), lake);
  const key = 'immunizations/2026/11/21/130507089Z-shardId-000000000000-4711.json';
  expect(report).toEqual({ objects: [{ key, records: 2 }], alreadyLanded: 0 });
  expect((await bronzeLines(lake))[key]).toMatchObject([
    {
      specversion: '1.0',
      id: 'a',
      recordedtime: '2026-11-21T13:05:07.089Z',
      data: { resourceType: 'Immunization' },
    },
    { specversion: '1.0', id: 'b', recordedtime: '2026-11-21T13:05:07.090Z' },
  ]);
});

test('keeps the payload as it was sent, digits and all', async () => {
  const lake = deps();
  const payload = '{"resourceType":"Immunization","doseQuantity":{"value":0.50},"big":12345678901234567890}';
  await land(batch(arrived([event('a', payload)])), lake);
  const [key] = Object.keys(await bronzeLines(lake));
  expect((await lake.bronze.get(key as string))?.toString()).toContain(`"data":${payload}}`);
});

test('starts another object when the day changes', async () => {
  const lake = deps();
  const midnight = Date.UTC(2026, 10, 22);
  await land(batch(arrived([event('a'), event('b'), event('c')], 1, midnight - 2)), lake);
  expect(Object.keys(await bronzeLines(lake))).toEqual([
    'immunizations/2026/11/21/235959998Z-shardId-000000000000-1.json',
    'immunizations/2026/11/22/000000000Z-shardId-000000000000-3.json',
  ]);
});

describe('records that the API did not make', () => {
  const landed = async (payload: string | Buffer): Promise<Record<string, unknown>> => {
    const lake = deps();
    await land(batch(arrived([payload], 7)), lake);
    return Object.values(await bronzeLines(lake))[0]?.[0] as Record<string, unknown>;
  };

  test('a bare JSON object is wrapped under an id made from its position', async () => {
    const line = await landed('{\n  "resourceType": "Immunization"\r\n}');
    expect(line).toMatchObject({
      specversion: '1.0',
      id: 'shardId-000000000000:7',
      data: { resourceType: 'Immunization' },
    });
  });

  test('a CloudEvent of another producer is kept as it is', async () => {
    const line = await landed(
      JSON.stringify({ data: { a: 1 }, type: 'x', source: '/y', id: 'z', specversion: '1.0' }),
    );
    expect(line).toMatchObject({ id: 'z', source: '/y', type: 'x', data: { a: 1 } });
  });

  test('arrival attributes that a producer made up are replaced', async () => {
    const line = await landed(
      JSON.stringify({
        specversion: '1.0',
        id: 'z',
        source: '/y',
        type: 'x',
        recordedtime: '1999-01-01T00:00:00Z',
        sequence: '0',
      }),
    );
    expect(line).toMatchObject({ recordedtime: '2026-11-21T13:05:07.089Z' });
  });

  test('text that is not JSON is kept as text', async () => {
    expect(await landed('no json, "really"\n')).toMatchObject({
      datacontenttype: 'text/plain',
      data: 'no json, "really"\n',
    });
  });

  test('bytes that are not text are kept as base64', async () => {
    expect(await landed(Buffer.from([0xff, 0xfe, 0x00]))).toMatchObject({ data_base64: '//4A' });
  });

  test('an envelope that only starts like one of the lake is not trusted', async () => {
    expect(await landed('{"specversion":"1.0","dataset":"immunizations",\n"id"}')).toMatchObject({
      datacontenttype: 'text/plain',
    });
  });
});

test('landing the same batch again writes nothing', async () => {
  const lake = deps();
  const records = arrived(sampleLines.map((line, index) => event(String(index), line)));
  await land(batch(records), lake);
  const before = await bronzeLines(lake);
  expect(await land(batch(records), lake)).toEqual({ objects: [], alreadyLanded: 161 });
  expect(await bronzeLines(lake)).toEqual(before);
});

test('a stream made anew under the same name is landed though its numbers start over', async () => {
  const lake = deps();
  await land(batch(arrived([event('old')], 900)), lake);
  const report = await land(batch(arrived([event('new')], 1, ARRIVAL + 60_000)), lake);
  expect(report.objects).toHaveLength(1);
});

test('tells the first record that could not be landed and keeps what could', async () => {
  const lake = deps();
  const broken: LandingDeps = {
    ...lake,
    bronze: Object.assign(Object.create(lake.bronze) as DirectoryObjectStore, {
      putIfAbsent: async (key: string, body: Buffer) => {
        if (key.startsWith('others/')) throw new Error('SlowDown');
        return lake.bronze.putIfAbsent(key, body);
      },
    }),
  };
  const vaccine = event('v').replace('"dataset":"immunizations"', '"dataset":"others"');
  const report = await land(batch(arrived([event('a'), vaccine, event('b')])), broken);
  expect(report.failedFrom?.sequenceNumber).toBe('2');
  expect(Object.keys(await bronzeLines(lake))).toHaveLength(1);
});

/** One try at landing a slice of the shard: up to where, and after how many object writes the process dies. */
interface Try {
  readonly size: number;
  readonly diesAfterWrites: number | null;
}

class Crash extends Error {}

/** A store and a ledger that die with the process: after so many writes every call fails. */
function mortal(lake: LandingDeps, writes: number | null): LandingDeps {
  let left = writes ?? Number.POSITIVE_INFINITY;
  const alive = (): void => {
    if (left <= 0) throw new Crash();
  };
  return {
    ...lake,
    bronze: Object.assign(Object.create(lake.bronze) as DirectoryObjectStore, {
      putIfAbsent: async (key: string, body: Buffer) => {
        alive();
        const outcome = await lake.bronze.putIfAbsent(key, body);
        left--;
        return outcome;
      },
    }),
    ledger: Object.assign(Object.create(lake.ledger) as FileLedger, {
      put: async (collection: string, id: string, value: unknown, version: number) => {
        alive();
        return lake.ledger.put(collection, id, value, version);
      },
    }),
  };
}

/** Feeds a shard the way Lambda does: a failed try starts again at the checkpoint, with another size. */
async function deliver(
  records: readonly ArrivedRecord[],
  tries: readonly Try[],
  lake: LandingDeps,
): Promise<void> {
  let checkpoint = 0;
  for (const { size, diesAfterWrites } of [...tries, { size: records.length, diesAfterWrites: null }]) {
    const slice = records.slice(checkpoint, checkpoint + size);
    if (slice.length === 0) continue;
    const report: LandingReport = await land(batch(slice), mortal(lake, diesAfterWrites));
    const failed = report.failedFrom;
    checkpoint = failed
      ? records.findIndex((record) => record.sequenceNumber === failed.sequenceNumber)
      : checkpoint + slice.length;
  }
}

test('however batches are cut, retried and interrupted, bronze holds every record once', async () => {
  const payloads = Array.from({ length: 24 }, (_, index) =>
    index % 5 === 3
      ? event(`e${index}`).replace('"dataset":"immunizations"', '"dataset":"others"')
      : event(`e${index}`),
  );
  const records = arrived(payloads, 1, Date.UTC(2026, 10, 22) - 12);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          size: fc.integer({ min: 1, max: 24 }),
          diesAfterWrites: fc.option(fc.integer({ min: 0, max: 3 })),
        }),
        { maxLength: 8 },
      ),
      async (tries) => {
        const lake = deps(join(directory(), String(round++)));
        await deliver(records, tries, lake);
        const ids = Object.values(await bronzeLines(lake))
          .flat()
          .map(({ id }) => id);
        expect(ids.sort()).toEqual(payloads.map((_, index) => `e${index}`).sort());
      },
    ),
    { numRuns: 60 },
  );
});
