import { join } from 'node:path';
import fc from '../../support/properties';
import { immunizations } from '../../../datasets/immunizations/contract';
import {
  BronzeWriter,
  cloudEvent,
  routesOf,
  writeWhole,
  type ArrivedBatch,
  type ArrivedRecord,
  type BronzeWriterDeps,
  type WriteReport,
} from '../../../core/bronze';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { FileLedger } from '../../../local/store/file-ledger';
import { ARRIVAL, arrived, batch } from '../../support/arrived';
import { immunization, sampleLines } from '../../support/immunization';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
/** A second dataset on the same stream. */
const others = { ...immunizations, name: 'others', bronze: 'others', eventType: 'org.headwater.others' };

interface Lake extends BronzeWriterDeps {
  readonly bronze: DirectoryObjectStore;
}

function deps(root = directory()): Lake {
  return {
    bronze: new DirectoryObjectStore(join(root, 'bronze')),
    ledger: new FileLedger(join(root, 'ledger')),
    routes: routesOf([immunizations, others], 'immunizations'),
  };
}

const land = (arrivedBatch: ArrivedBatch, lake: BronzeWriterDeps): Promise<WriteReport> =>
  new BronzeWriter(lake).write(arrivedBatch);

const event = (id: string, payload = JSON.stringify(immunization({ id }))): string =>
  cloudEvent(immunizations, { id, source: '/test', time: new Date(ARRIVAL) }, payload);

async function bronzeLines({
  bronze,
}: Pick<Lake, 'bronze'>): Promise<Record<string, Record<string, unknown>[]>> {
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
  expect(report).toEqual({ objects: [{ key, records: 2 }], landed: 2, alreadyLanded: 0 });
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
  expect(await land(batch(records), lake)).toEqual({ objects: [], landed: 0, alreadyLanded: 161 });
  expect(await bronzeLines(lake)).toEqual(before);
});

test('a stream made anew under the same name is landed though its numbers start over', async () => {
  const lake = deps();
  await land(batch(arrived([event('old')], 900)), lake);
  const report = await land(batch(arrived([event('new')], 1, ARRIVAL + 60_000)), lake);
  expect(report.objects).toHaveLength(1);
});

test('lands a dataset under its prefix in bronze, which may differ from its name', async () => {
  const lake = deps();
  const visits = { ...immunizations, name: 'visits', bronze: 'visits_raw' };
  await land({ ...batch(arrived([event('a')])), dataset: visits }, lake);
  expect(Object.keys(await bronzeLines(lake))).toEqual([
    'visits_raw/2026/11/21/130507089Z-shardId-000000000000-1.json',
  ]);
});

test('a batch of a known dataset is landed there whatever its records say', async () => {
  const lake = deps();
  await land({ ...batch(arrived([event('a'), '{"a":1}'])), dataset: others }, lake);
  expect(Object.values(await bronzeLines(lake))[0]).toMatchObject([{ id: 'a' }, { data: { a: 1 } }]);
  expect(Object.keys(await bronzeLines(lake))[0]).toMatch(/^others\//);
});

test('records packed into one have places of their own, in order', async () => {
  const lake = deps();
  const packed = [0, 1, 2].map((subSequence) => ({
    sequenceNumber: '7',
    subSequence,
    arrivedAt: ARRIVAL,
    data: Buffer.from(event(`e${subSequence}`)),
  }));
  await land(batch(packed.slice(0, 2)), lake);
  expect(await land(batch(packed), lake)).toMatchObject({ landed: 1, alreadyLanded: 2 });
  const found = await bronzeLines(lake);
  expect(Object.keys(found)).toEqual([
    'immunizations/2026/11/21/130507089Z-shardId-000000000000-7.000000.json',
    'immunizations/2026/11/21/130507089Z-shardId-000000000000-7.000002.json',
  ]);
  expect(Object.values(found).flat()).toMatchObject([
    { id: 'e0', sequence: `${'7'.padStart(56, '0')}.000000-shardId-000000000000` },
    { id: 'e1' },
    { id: 'e2' },
  ]);
});

test('a batch that is always handed over whole is written once, without a watermark', async () => {
  const { bronze } = deps();
  const whole = { ...batch(arrived([event('a'), event('b')])), dataset: immunizations };
  expect(await writeWhole(whole, bronze)).toHaveLength(1);
  expect(await writeWhole(whole, bronze)).toEqual([]);
  expect(Object.values(await bronzeLines({ bronze })).flat()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
});

test.each([
  ['a shard that leads elsewhere', { shard: '../x' }, 'the shard is named by'],
  ['a number that is none', { sequenceNumber: '-1' }, '1 to 56 decimal digits'],
  ['a time that is none', { arrivedAt: Number.NaN }, 'no whole millisecond'],
])('refuses %s', async (_, wrong, said) => {
  const { shard, ...position } = { shard: 's', ...wrong };
  const records = arrived(['{}']).map((record) => ({ ...record, ...position }));
  await expect(land(batch(records, shard), deps())).rejects.toThrow(said);
});

describe('an envelope whose producer made up arrival attributes', () => {
  const start = '{"specversion":"1.0","id":"z","source":"/y","type":"x"';
  const landed = async (text: string): Promise<string> => {
    const lake = deps();
    await land(batch(arrived([text, event('a')])), lake);
    const [key] = Object.keys(await bronzeLines(lake));
    const lines = (await lake.bronze.get(key as string))?.toString().split('\n');
    return lines?.[0]?.replace(/^.*?"sequence":"[^"]*",/, '{') ?? '';
  };
  test.each<[string, string, string]>([
    ['loses them', `${start},"sequence":"1","recordedtime":"x"}`, `${start}}`],
    [
      'keeps digits and order',
      `{"sequence":[1,{"a":"]"}], "id":"z" ,"data":{"v":0.50,"big":12345678901234567890},"specversion":"1.0","source":"/y","type":"x"}`,
      `{"id":"z","data":{"v":0.50,"big":12345678901234567890},"specversion":"1.0","source":"/y","type":"x"}`,
    ],
    [
      'keeps inner ones',
      `${start},"recordedtime":1,"data":{"sequence":1}}`,
      `${start},"data":{"sequence":1}}`,
    ],
    ['keeps escaped names apart', `${start},"sequenc\\u0065":"1"}`, `${start}}`],
  ])('%s', async (_name, text, expected) => {
    expect(await landed(text)).toBe(expected);
  });

  test.each([
    ['nesting too deep', `${start},"sequence":"1","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['a name twice', `${start},"data":{"status":"completed","status":"entered-in-error"}}`],
    ['a lone surrogate', `${start},"data":{"lot":"\\ud800"}}`],
  ])('is kept as text for %s', async (_name, text) => {
    expect(JSON.parse(await landed(text))).toMatchObject({ datacontenttype: 'text/plain', data: text });
  });
});

describe('an object under the name that the writer would give its own', () => {
  const key = 'immunizations/2026/11/21/130507089Z-shardId-000000000000-1.json';
  const ids = async (lake: Lake): Promise<unknown[]> => {
    const lines: unknown[] = [];
    for await (const { key: found } of lake.bronze.list('')) {
      const text = (await lake.bronze.get(found))?.toString() ?? '';
      lines.push(
        ...[...text.matchAll(/"specversion":"1.0","dataset":"immunizations","id":"(\w+)"/g)].map(
          ([, id]) => id,
        ),
      );
    }
    return lines.sort();
  };
  const line = (id: string, sequence: number): string =>
    `{"recordedtime":"2026-11-21T13:05:07.089Z","sequence":"${String(sequence).padStart(56, '0')}-shardId-000000000000",${event(id).slice(1)}\n`;

  test.each<[string, string]>([
    ['with lines of somebody else', 'hello\n'],
    ['that is empty', ''],
    ['whose last line claims a place far ahead', `${line('x', 1)}${line('y', 900)}`],
    ['whose last line claims a place before the first', line('x', 0)],
    ['that is a torn one of the lake', line('a', 1).slice(0, -9)],
  ])('%s keeps it, and no record waits or is lost', async (_name, body) => {
    const lake = deps();
    await lake.bronze.put(key, body);
    const own = await ids(lake);
    const records = arrived([event('a'), event('b'), event('c')]);
    expect(await land(batch(records), lake)).toMatchObject({ landed: 3 });
    expect((await lake.bronze.get(key))?.toString()).toBe(body);
    expect(await ids(lake)).toEqual([...own, 'a', 'b', 'c'].sort());
    expect(await land(batch(records), lake)).toEqual({ objects: [], landed: 0, alreadyLanded: 3 });
    const again = { ...lake, ledger: new FileLedger(join(directory(), 'lost')) };
    expect(await land(batch(records), again)).toEqual({ objects: [], landed: 0, alreadyLanded: 3 });
  });

  test('a directory of that name stops nothing', async () => {
    const lake = deps();
    await lake.bronze.put(`${key}/x`, 'x');
    expect(await land(batch(arrived([event('a')])), lake)).toMatchObject({ landed: 1 });
  });

  test('what is always handed over whole goes beside it, too', async () => {
    const { bronze } = deps();
    await bronze.put(key, 'hello\n');
    const whole = { ...batch(arrived([event('a')])), dataset: immunizations };
    expect(await writeWhole(whole, bronze)).toHaveLength(1);
    expect(await writeWhole(whole, bronze)).toEqual([]);
  });
});

test('tells the first record that could not be landed and keeps what could', async () => {
  const lake = deps();
  const broken: BronzeWriterDeps = {
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
function mortal(lake: BronzeWriterDeps, writes: number | null): BronzeWriterDeps {
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
  lake: BronzeWriterDeps,
): Promise<void> {
  let checkpoint = 0;
  for (const { size, diesAfterWrites } of [...tries, { size: records.length, diesAfterWrites: null }]) {
    const slice = records.slice(checkpoint, checkpoint + size);
    if (slice.length === 0) continue;
    const report: WriteReport = await land(batch(slice), mortal(lake, diesAfterWrites));
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
