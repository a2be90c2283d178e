import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { MQTT_ENV } from '../../lambdas/mqtt/names';
import { canariesIn, canary } from './support/canaries';
import { LambdaProcess } from './support/lambda-process';
import { LoopbackAws } from './support/loopback-aws';
import { pass } from './support/passage';
import { on, refusing, s3Refusing, type Fault } from './support/reply';
import { streamEvent } from './support/stream-event';

const aws = new LoopbackAws();
let lambda: LambdaProcess;

beforeAll(async () => {
  const environment = {
    ...(await aws.start()),
    [MQTT_ENV.bronzeBucket]: 'bronze',
    [MQTT_ENV.ledgerTable]: 'ledger',
    [MQTT_ENV.source]: 'rooms',
    [MQTT_ENV.settings]: JSON.stringify({
      subscriptions: [{ topic: 'sensors/{sensor_id}/{quantity}', dataset: 'sensor_readings' }],
    }),
  };
  lambda = await LambdaProcess.start({ entry: 'lambdas/mqtt/handler.ts', environment });
});
afterAll(async () => {
  await lambda.stop();
  await aws.stop();
});

/** One record of the stream, as a rule of IoT Core puts it there. */
function recordOf(payload: string): KinesisStreamEvent {
  const written = {
    payload: Buffer.from(payload).toString('base64'),
    topic: `sensors/${canary('sensor')}/temperature`,
    client: canary('client'),
    at: 1_764_000_000_000,
  };
  return eventOf(JSON.stringify(written));
}

const eventOf = (data: string): KinesisStreamEvent => streamEvent('devices', data);

describe.each<[string, KinesisStreamEvent, number, Fault?]>([
  ['a reading', recordOf(`{"value": 21.5, "note": "${canary('note')}"}`), 0],
  ['a payload that is no JSON', recordOf(`{"value": ${canary('malformed')}`), 0],
  ['a payload of other bytes', recordOf(`\0\0${canary('bytes')}`), 0],
  ['what no rule wrote', eventOf(`{"said": "${canary('stranger')}"}`), 0],
  ['a bronze that refuses', recordOf('21'), 1, on('PUT', s3Refusing(403, 'AccessDenied'))],
  ['a ledger that refuses', recordOf('21'), 1, on('PutItem', refusing('ValidationException'))],
])('%s', (_what, event, failures, fault) => {
  it('is landed or handed over again, and nothing else tells of it', async () => {
    const { outcome, errorType, leaks } = await pass(lambda, aws, event, fault);
    expect(errorType).toBe('');
    const { batchItemFailures } = (outcome as { answer: KinesisStreamBatchResponse }).answer;
    expect(batchItemFailures).toHaveLength(failures);
    expect(leaks).toEqual([]);
  });
});

it('lands what devices say as it is', () => {
  const bronze = [...aws.objects.bodies].filter(([key]) => key.startsWith('/bronze/'));
  expect(canariesIn(bronze.map(([, body]) => body.toString()).join('\n'))).toEqual(
    expect.arrayContaining(['sensor', 'note', 'malformed'].map(canary)),
  );
});
