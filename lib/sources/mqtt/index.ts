import { Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import { pascalCase } from '..';
import {
  functionAlarms,
  lakeMetric,
  sharingEntries,
  streamAlarms,
  type AlarmSpec,
} from '../../constructs/alarm-spec';
import { LakeFunction } from '../../constructs/lake-function';
import { landStream } from '../../constructs/stream-landing';
import { removalPolicy } from '../../constructs/zones';
import type { mqtt } from '../../../lambdas/mqtt/kind';
import { MQTT_ENV, MQTT_METRICS } from '../../../lambdas/mqtt/names';
import type { MqttSettings } from '../../../lambdas/mqtt/settings';
import { topicPattern } from '../../../core/messages/topic-pattern';
import { acknowledge } from '../../nag';
import type { SourceConstruct, SourceLake } from '../source-construct';
import { DeviceRules } from './device-rules';

type Iot = NonNullable<MqttSettings['iot']>;

/** IoT Core -> rules -> Kinesis -> function -> bronze. A source that asks for no rules has none of it. */
export const face: SourceConstruct<typeof mqtt.settings> = {
  bind(scope, lake, { name, settings }) {
    const { iot } = settings;
    if (iot === undefined) return { alarms: [] };
    const stream = messageStream(scope, lake, iot);
    const rules = new DeviceRules(scope, 'Rules', {
      name: `headwater_${lake.environment.name}_${name.replaceAll('-', '_')}`,
      stream,
      failures: lake.zones.failures,
      failurePrefix: `iot/${name}/`,
      filters: new Map(
        settings.subscriptions.map(({ topic }, nth) => [
          pascalCase(`topic-${nth + 1}`),
          topicPattern(topic).filter,
        ]),
      ),
    });
    const handler = landingFunction(scope, lake, name, settings);
    const landing = landStream(stream, handler, {
      failures: lake.zones.failures,
      retentionHours: iot.retentionHours,
      name: `mqtt-${name}`,
      gaveUp: 'Landing gave up on messages; they are in the failures bucket.',
      behind: `Messages of ${name} have waited for more than a quarter of an hour.`,
    });
    const alarms = [
      ...functionAlarms(`mqtt-${name}`, handler),
      ...streamAlarms(`mqtt-${name}`, stream),
      ...landing,
      ...messageAlarms(`mqtt-${name}`),
    ];
    return {
      alarms: [...sharingEntries('mqtt', `mqtt-${name}`, alarms), ...rules.alarms(`mqtt-${name}`)],
    };
  },
};

function messageStream(scope: Construct, { environment, keys }: SourceLake, iot: Iot): Stream {
  const stream = new Stream(scope, 'Messages', {
    streamMode: StreamMode.PROVISIONED,
    shardCount: iot.shards,
    retentionPeriod: Duration.hours(iot.retentionHours),
    encryption: StreamEncryption.KMS,
    encryptionKey: keys.bronze,
    removalPolicy: removalPolicy(environment),
  });
  acknowledge(stream, 'KDS3', 'The key is a customer managed one, so that its policy is ours.');
  return stream;
}

function landingFunction(
  scope: Construct,
  { environment, keys, zones, ledger }: SourceLake,
  name: string,
  settings: MqttSettings,
): LakeFunction {
  const { subscriptions } = settings;
  const handler = new LakeFunction(scope, 'Handler', {
    environment,
    entry: 'lambdas/mqtt/handler.ts',
    description: `Lands messages of the devices of ${name}`,
    encryptionKey: keys.operations,
    timeout: Duration.minutes(2),
    memory: 1024,
    variables: {
      [MQTT_ENV.source]: name,
      [MQTT_ENV.settings]: JSON.stringify({ subscriptions }),
      [MQTT_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
    },
    whyNoQueue: 'Messages it gives up on go to the failures bucket with their payload.',
  });
  zones.bronze.grantAppend(handler);
  ledger.grantReadWrite(handler, MQTT_ENV.ledgerTable);
  return handler;
}

function messageAlarms(name: string): AlarmSpec[] {
  return [
    {
      id: `${name}-foreign`,
      summary: 'Devices send what no record can be made of; it is in quarantine.',
      metric: lakeMetric(MQTT_METRICS.messagesForeign),
    },
  ];
}
