import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin, Producer, type CompressionAlgorithmValue } from '@platformatic/kafka';
import avro from 'avsc';
import { needs } from '../support/needs';
import { KafkaBroker } from '../../scripts/servers/kafka-broker';
import { TopicsLake } from './topics-lake';

needs('java');

const root = mkdtempSync(join(tmpdir(), 'brokers-'));
let broker: KafkaBroker;
let producer: Producer;
let admin: Admin;
let nth = 0;

beforeAll(async () => {
  broker = await KafkaBroker.start(root);
  const base = { clientId: 'test', bootstrapBrokers: [broker.address], retries: 10, retryDelay: 500 };
  producer = new Producer({ ...base, autocreateTopics: true });
  admin = new Admin(base);
});

afterAll(async () => {
  await producer?.close();
  await admin?.close();
  await broker?.kill();
  rmSync(root, { recursive: true, force: true });
});

const position = (unit: string, minute: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      unit_id: unit,
      reported_at: new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString(),
      latitude: 31.5,
      longitude: -32.25,
    }),
  );

async function send(
  topic: string,
  values: readonly (Buffer | undefined)[],
  {
    compression,
    partition,
    key,
  }: { compression?: CompressionAlgorithmValue; partition?: number; key?: Buffer } = {},
): Promise<void> {
  await producer.send({
    messages: values.map((value) => ({
      topic,
      ...(key && { key }),
      ...(value && { value }),
      ...(partition !== undefined && { partition }),
    })),
    ...(compression && { compression }),
  });
}

/** A topic of its own, so that tests don't meet. */
function topic(): { readonly name: string; readonly settings: { readonly topics: readonly object[] } } {
  const name = `positions-${(nth += 1)}`;
  return { name, settings: { topics: [{ topic: name, dataset: 'positions' }] } };
}

test('messages are landed once, and committed', async () => {
  const { name, settings } = topic();
  await send(name, [position('a', 0), position('a', 1), Buffer.from('no json'), position('a', 2)]);
  const lake = new TopicsLake(root, [broker.address], settings);
  expect(await lake.pull()).toMatchObject({ taken: 4, problems: [] });
  expect(await lake.pull()).toMatchObject({ taken: 0, problems: [] });
  await send(name, [position('b', 0)]);
  expect(await lake.pull()).toMatchObject({ taken: 1 });
  // A group that has lost its offsets reads all of it again; nothing is landed twice.
  expect(await lake.pull({ group: 'another' })).toMatchObject({ taken: 0, problems: [] });
  expect(await lake.bronze('positions')).toHaveLength(5);
});

test('compressed by gzip, snappy and lz4; what can’t be read is said and not skipped', async () => {
  const { name, settings } = topic();
  const all = ['gzip', 'snappy', 'lz4'] as const;
  for (const compression of all)
    await send(name, [position(compression, 0), position(compression, 1)], { compression });
  const lake = new TopicsLake(root, [broker.address], settings);
  expect(await lake.pull()).toMatchObject({ taken: 6, problems: [] });
});

test('what a transaction took back isn’t landed, and what it committed is, once', async () => {
  const { name, settings } = topic();
  const transactional = new Producer({
    clientId: 'transactional',
    bootstrapBrokers: [broker.address],
    retries: 10,
    retryDelay: 500,
    autocreateTopics: true,
    idempotent: true,
    transactionalId: name,
  });
  const lake = new TopicsLake(root, [broker.address], settings);
  try {
    for (const [minute, isKept] of [false, true, false, true, false].entries()) {
      const transaction = await transactional.beginTransaction();
      const headers = new Map([[Buffer.from('trace'), Buffer.from('00-1')]]);
      await transaction.send({ messages: [{ topic: name, value: position('a', minute), headers }] });
      await (isKept ? transaction.commit() : transaction.abort());
    }
    expect(await lake.pull()).toMatchObject({ taken: 2, problems: [] });
    expect(await lake.pull()).toMatchObject({ taken: 0, problems: [] });
    const minutes = (await lake.bronze('positions')).map(({ data }) => data);
    expect(minutes).toMatchObject(['01', '03'].map((at) => ({ reported_at: `2026-11-20T00:${at}:00.000Z` })));
  } finally {
    await transactional.close();
  }
});

test('a tombstone takes the record of its key away', async () => {
  const { name, settings } = topic();
  const key = Buffer.from(JSON.stringify({ unit_id: 'a', reported_at: '2026-11-20T00:00:00Z' }));
  await send(name, [position('a', 0)], { key });
  await send(name, [undefined], { key });
  const lake = new TopicsLake(root, [broker.address], settings);
  expect(await lake.pull()).toMatchObject({ taken: 2, problems: [] });
  expect((await lake.bronze('positions')).map(({ type }) => type)).toEqual([
    'org.headwater.positions',
    'org.headwater.positions.deleted',
  ]);
});

test('a topic that grows partitions, read by two lakes of one group', async () => {
  const { name, settings } = topic();
  await send(name, [position('a', 0)]);
  const lake = new TopicsLake(root, [broker.address], settings);
  expect(await lake.pull()).toMatchObject({ taken: 1 });
  await admin.createPartitions({ topics: [{ name, count: 3 }] });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const partition of [0, 1, 2]) await send(name, [position('b', partition)], { partition });
  expect(await lake.pull()).toMatchObject({ taken: 3, problems: [] });
});

test('Avro and JSON Schema of a registry, digits and moments kept', async () => {
  const { name, settings } = topic();
  const schema = {
    type: 'record',
    name: 'Position',
    fields: [
      { name: 'unit_id', type: 'string' },
      { name: 'reported_at', type: { type: 'long', logicalType: 'timestamp-micros' } },
      { name: 'latitude', type: 'double' },
      { name: 'longitude', type: ['null', 'double'], default: null },
    ],
  };
  const schemas: Record<string, object> = {
    '/schemas/ids/7': { schema: JSON.stringify(schema) },
    '/schemas/ids/8': { schema: '{"type":"object"}', schemaType: 'JSON' },
  };
  const server = createServer((request, response) => {
    const found = schemas[request.url ?? ''];
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { error_code: 40403 }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const framed = (id: number, payload: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(id, 1);
    return Buffer.concat([head, payload]);
  };
  const record = avro.Type.forSchema(schema as avro.Schema).toBuffer({
    unit_id: 'avro',
    reported_at: 1_795_652_287_243_102,
    latitude: 1.5,
    longitude: 2.25,
  });
  await send(name, [
    framed(7, record),
    framed(8, position('json', 0)),
    framed(9, Buffer.from('?')),
    position('plain', 0),
  ]);
  const lake = new TopicsLake(root, [broker.address], settings);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await lake.pull({ registry: { url } })).toMatchObject({ taken: 4, problems: [] });
  server.close();
  const [first, second, third, fourth] = await lake.bronze('positions');
  expect(first?.data).toEqual({
    unit_id: 'avro',
    reported_at: '2026-11-26T00:18:07.243102Z',
    latitude: 1.5,
    longitude: 2.25,
  });
  expect([second?.data, fourth?.data]).toMatchObject([{ unit_id: 'json' }, { unit_id: 'plain' }]);
  expect(third).not.toHaveProperty('data.unit_id');
});

test('a broker that is down is a problem in words, and after it is back nothing is missing', async () => {
  const { name, settings } = topic();
  await send(name, [position('a', 0)]);
  const lake = new TopicsLake(root, [broker.address], settings);
  expect(await lake.pull()).toMatchObject({ taken: 1 });
  await broker.kill();
  expect(await lake.pull()).toMatchObject({
    taken: 0,
    problems: [`No broker answers at ${broker.address}; the next pass tries again`],
  });
  await broker.up();
  await send(name, [position('a', 1)]);
  expect(await lake.pull()).toMatchObject({ taken: 1, problems: [] });
});

test('a topic that isn’t there is named', async () => {
  const { settings } = topic();
  const { problems } = await new TopicsLake(root, [broker.address], settings).pull();
  expect(problems).toEqual([expect.stringContaining("A topic isn't there")]);
});

test('a topic that isn’t there leaves the others to be read, and is read once it is there', async () => {
  const [there, later] = [topic(), topic()];
  await send(there.name, [position('a', 0)]);
  const topics = [...there.settings.topics, ...later.settings.topics];
  const lake = new TopicsLake(root, [broker.address], { ...there.settings, topics });
  expect(await lake.pull()).toMatchObject({
    taken: 1,
    problems: [expect.stringMatching(`^Not there: ${later.name};`)],
  });
  await send(later.name, [position('b', 0), position('b', 1)]);
  expect(await lake.pull()).toMatchObject({ taken: 2, problems: [] });
});
