import { randomUUID } from 'node:crypto';
import { immunizations } from '../../datasets/immunizations/contract';
import { immunization } from '../support/immunization';
import { placeOf, type BronzeLine } from './support/bronze';
import { findDeployment } from './support/deployment';
import { DeployedStream } from './support/stream';

let stream: DeployedStream;
beforeAll(async () => {
  stream = new DeployedStream(await findDeployment());
});
afterAll(() => stream.close());

/** The lines in which landing has put records that were just written, in their order. */
async function land(...records: readonly (string | Buffer)[]): Promise<BronzeLine[]> {
  const before = (await stream.records()).length;
  await stream.put(...records);
  const lines = await stream.landed();
  const streamed = (await stream.records()).slice(before, before + records.length);
  return streamed.map(({ shard, sequenceNumber }) => {
    const found = lines.filter(({ event }) => event.sequence === placeOf(shard, sequenceNumber));
    expect(found).toHaveLength(1);
    return found[0] as BronzeLine;
  });
}

test('a resource without an envelope gets one, its id the place on the stream', async () => {
  const resource = immunization({ id: randomUUID(), doseQuantity: { value: 0.5 } });
  const [line] = await land(JSON.stringify(resource, null, 2));
  expect(line?.key).toMatch(/^immunizations\//);
  expect(line?.event).toMatchObject({
    specversion: '1.0',
    id: expect.stringMatching(/^shardId-\d{12}:\d+$/) as string,
    source: expect.stringMatching(/^\/headwater\/streams\//) as string,
    type: immunizations.eventType,
    datacontenttype: immunizations.contentType,
    data: resource,
  });
});

test('text that is not JSON stays text', async () => {
  const text = 'MSH|^~\\&|not "JSON"\r\nPID|1';
  const [line] = await land(text);
  expect(line?.event).toMatchObject({ specversion: '1.0', datacontenttype: 'text/plain', data: text });
});

test('bytes that are not text become base64', async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x80]);
  const [line] = await land(bytes);
  expect(line?.event).toMatchObject({
    datacontenttype: 'application/octet-stream',
    data_base64: bytes.toString('base64'),
  });
});

test('a foreign CloudEvent keeps its attributes and its place in the dataset of its type', async () => {
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'https://ehr.example.org',
    type: immunizations.eventType,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    data: immunization(),
  };
  const [line] = await land(JSON.stringify(event, null, 2));
  expect(line?.key).toMatch(/^immunizations\//);
  expect(line?.event).toMatchObject(event);
});

test('a producer cannot choose when or where the stream took a record', async () => {
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'https://ehr.example.org',
    type: immunizations.eventType,
    recordedtime: '1999-12-31T23:59:59.000Z',
    sequence: '1-elsewhere',
    data: immunization(),
  };
  const [line] = await land(JSON.stringify(event));
  expect(line?.event.id).toBe(event.id);
  expect(line?.text).not.toMatch(/1999|elsewhere/);
});

test('records of all kinds between one another land in their order', async () => {
  const records = [
    JSON.stringify(immunization({ id: 'first' })),
    'second',
    Buffer.from([0xc0]),
    JSON.stringify({ specversion: '1.0', id: randomUUID(), source: '/e2e', type: 'fourth' }),
    '[]',
  ];
  const lines = await land(...records);
  expect(new Set(lines.map(({ event }) => event.sequence)).size).toBe(records.length);
  expect(lines.map(({ event }) => event.sequence)).toEqual(lines.map(({ event }) => event.sequence).sort());
});
