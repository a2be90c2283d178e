import { messageEvents, readingsOf, type DeviceMessage } from '../../../lambdas/mqtt/message-events';
import { patternProblem, topicPattern } from '../../../core/messages/topic-pattern';
import { sensorReadings } from '../../../datasets/sensor_readings/contract';
import { Gathering } from '../../../local/sources/mqtt/gathering';
import fc from '../../support/properties';

const readings = readingsOf(
  { subscriptions: [{ topic: 'sensors/{sensor_id}/{quantity}', dataset: 'sensor_readings' }] },
  [sensorReadings],
);
const message = (payload: string | Buffer, more: Partial<DeviceMessage> = {}): DeviceMessage => ({
  id: 'm1',
  topic: 'sensors/hall-2/temperature',
  payload: Buffer.from(payload),
  receivedAt: new Date('2026-11-21T12:00:00Z'),
  ...more,
});
const dataOf = (payload: string): unknown[] | string =>
  (messageEvents(message(payload), 'sensors', readings)?.events ?? []).map((event) => {
    const { data } = JSON.parse(event) as { data: unknown };
    return data;
  });

it.each([
  ['a bare value', '21.50', [{ sensor_id: 'hall-2', quantity: 'temperature', value: 21.5 }]],
  ['an object', ' { "value" : 1 } ', [{ sensor_id: 'hall-2', quantity: 'temperature', value: 1 }]],
  ['an empty object', '{}', [{ sensor_id: 'hall-2', quantity: 'temperature' }]],
  [
    'what the topic says, too',
    '{"sensor_id":"hall-2","value":1}',
    [{ quantity: 'temperature', sensor_id: 'hall-2', value: 1 }],
  ],
  [
    'a burst',
    '[{"value":1},2]',
    [1, 2].map((value) => ({ sensor_id: 'hall-2', quantity: 'temperature', value })),
  ],
  ['nothing', '', []],
  ['an empty burst', '[]', []],
])('%s becomes records with what the topic says', (_name, payload, expected) => {
  expect(dataOf(payload)).toEqual(expected);
});

it('digits stay as they were sent', () => {
  const [event] =
    messageEvents(message('{"value":1.10000000000000000001}'), 'sensors', readings)?.events ?? [];
  expect(event).toContain('"value":1.10000000000000000001}');
});

it.each([
  ['NaN', '{"value":NaN}'],
  ['a raw control character', '{"value":"\u0007"}'],
  ['NUL as an escape', '{"value":"\\u0000"}'],
  ['another sensor than the topic’s', '{"sensor_id":"hall-3","value":1}'],
  ['a number beyond a double', '{"value":1e999}'],
  ['a member that stands twice', '{"value":1,"value":2}'],
  ['a list in a list', '[[1]]'],
  ['half a payload', '{"value":1'],
  ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['what is too large', `"${'x'.repeat(700_001)}"`],
])('%s is kept for quarantine and makes no record', (_name, payload) => {
  const made = messageEvents(message(payload), 'sensors', readings);
  expect(made).toMatchObject({ isForeign: true, events: [expect.any(String)] });
  const event = JSON.parse(made?.events[0] ?? '') as Record<string, unknown>;
  expect(event).toMatchObject({
    datacontenttype: expect.stringMatching(/text\/plain|octet-stream/) as string,
  });
  expect((made?.events[0] ?? '').length).toBeLessThan(2_000);
});

it('what only the broker knows stands beside the record', () => {
  const made = messageEvents(
    message('1', { isRetained: true, isAgain: true, client: 'esp-7' }),
    'sensors',
    readings,
  );
  expect(JSON.parse(made?.events[0] ?? '')).toMatchObject({
    dataset: 'sensor_readings',
    time: '2026-11-21T12:00:00.000Z',
    mqtttopic: 'sensors/hall-2/temperature',
    mqttclient: 'esp-7',
    mqttretained: 'true',
    mqttduplicate: 'true',
  });
});

it('a topic that nobody asked for is left alone, and so are a broker’s own', () => {
  for (const topic of ['sensors/hall-2', 'sensors/hall-2/temperature/raw', '$SYS/x/y'])
    expect(messageEvents(message('1', { topic }), 'sensors', readings)).toBeUndefined();
  expect(topicPattern('+/{a}').fieldsOf('$SYS/x')).toBeUndefined();
  expect(topicPattern('$SYS/{a}').fieldsOf('$SYS/x')).toEqual({ a: 'x' });
});

it.each(['', 'a/#/b', 'a/{b}/{b}', 'a/b+', 'a/{B}', 'a#'])('the pattern %j is refused', (pattern) => {
  expect(patternProblem(pattern)).toMatch(/^expected/);
});

it('levels of any topic come back as they were', () => {
  const level = fc
    .string({ unit: 'binary', minLength: 0, maxLength: 8 })
    .map((text) => text.replaceAll(/[/+#\0$]/g, 'x'));
  fc.assert(
    fc.property(level, level, (id, rest) => {
      const pattern = topicPattern('s/{id}/+/#');
      expect(pattern.filter).toBe('s/+/+/#');
      expect(pattern.fieldsOf(`s/${id}/${rest}/a/b`)).toEqual({ id });
      expect(pattern.fieldsOf(`s/${id}/${rest}`)).toEqual({ id });
      expect(pattern.fieldsOf(`s/${id}`)).toBeUndefined();
    }),
  );
});

it('what comes together is kept together, and nothing behind a group that fails', async () => {
  const groups: string[][] = [];
  let isFull = false;
  const gathering = new Gathering<string>(async (group) => {
    groups.push([...group]);
    await Promise.resolve();
    if (isFull) throw new Error('the disk is full');
  });
  const first = [gathering.keep('a'), gathering.keep('b')];
  await Promise.resolve();
  const second = [gathering.keep('c'), gathering.keep('d')];
  await Promise.all([...first, ...second]);
  expect(groups).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  isFull = true;
  const failing = [gathering.keep('e')];
  await Promise.resolve();
  failing.push(gathering.keep('f'));
  const ends = await Promise.allSettled(failing);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(groups.at(-1)).toEqual(['e']);
  expect(gathering.isBusy).toBe(false);
});
