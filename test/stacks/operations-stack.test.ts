import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { resources, synthEverything, type SynthesizedLake } from '../support/synth';

let lake: SynthesizedLake;
let alarms: {
  AlarmDescription: string;
  AlarmActions: unknown[];
  OKActions: unknown[];
  InsufficientDataActions?: unknown[];
  TreatMissingData: string;
  Dimensions?: unknown;
}[];
beforeAll(async () => {
  lake = await synthEverything();
  const found = Object.values(resources(lake.templates.operations, 'AWS::CloudWatch::Alarm'));
  alarms = found.map(({ Properties: properties }) => properties as unknown as (typeof alarms)[number]);
});

const runbook = readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8');
const anchorsOf = (descriptions: readonly string[]): string[] =>
  descriptions.map((text) => /docs\/runbook\.md#([\w-]+)$/.exec(text)?.[1] ?? `no link in "${text}"`);

/** What rules tell the topic. */
function notices(): string[] {
  return Object.values(resources(lake.templates.operations, 'AWS::Events::Rule')).flatMap(
    ({ Properties: properties }) =>
      (properties.Targets as { InputTransformer: { InputTemplate: string } }[]).map(
        ({ InputTransformer: { InputTemplate: text } }) => JSON.parse(text) as string,
      ),
  );
}

describe('every alarm', () => {
  it('has an entry in the runbook, as has every notice, and no entry is without one', () => {
    const headings = [...runbook.matchAll(/^## ([a-z][\w-]+)$/gm)].map(([, heading]) => heading);
    const told = [...alarms.map((alarm) => alarm.AlarmDescription), ...notices()];
    expect([...new Set(anchorsOf(told))].sort()).toEqual(headings.sort());
  });

  it('that watches over a heartbeat rings when it falls silent, and not before it was heard: a new alarm has no data', () => {
    const heartbeats = alarms.filter(({ AlarmDescription: text }) => text.includes('overdue'));
    expect(heartbeats.length).toBeGreaterThan(2);
    for (const alarm of heartbeats) {
      expect(alarm.TreatMissingData).toBe('missing');
      expect(alarm.InsufficientDataActions).toEqual(alarm.AlarmActions);
    }
    for (const alarm of alarms) expect(alarm.TreatMissingData).not.toBe('breaching');
  });

  it('tells somebody, also when it is over', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toHaveLength(1);
      expect(alarm.OKActions).toHaveLength(1);
    }
  });
});

/** Logical ids that a template's alarms name, through exports of the stack they stand in. */
function watched(template: Template): string {
  return JSON.stringify(resources(template, 'AWS::CloudWatch::Alarm'));
}

describe('something watches every', () => {
  it.each([
    ['function', 'AWS::Lambda::Function'],
    ['queue', 'AWS::SQS::Queue'],
    ['stream', 'AWS::Kinesis::Stream'],
    ['state machine', 'AWS::StepFunctions::StateMachine'],
    ['event source mapping', 'AWS::Lambda::EventSourceMapping'],
  ])('%s', (_what, type) => {
    const names = watched(lake.templates.operations);
    const found = Object.values(lake.templates).flatMap((template) =>
      Object.entries(resources(template, type)).filter(
        ([id, resource]) => !isToldBySource(resource) && !isWaitedFor(id, template) && !isOfDeployment(id),
      ),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const [id] of found) expect(names).toContain(id);
  });
});

/** What waits in a queue for a mapping, the age of the queue's messages tells; in a topic, its function's offset lag. */
function isToldBySource({ Properties: properties }: { readonly Properties: object }): boolean {
  return 'ScalingConfig' in properties || 'Topics' in properties;
}

/** A function that works while a stack is deployed, which fails with it. */
function isOfDeployment(id: string): boolean {
  return id.startsWith('CustomCDKBucketDeployment');
}

/** A state machine whose failure is that of another one, which starts it and waits for its end. */
function isWaitedFor(id: string, template: Template): boolean {
  return Object.values(resources(template, 'AWS::StepFunctions::StateMachine')).some(
    ({ Properties: { DefinitionString: definition } }) => {
      const [text, values] = (definition as { 'Fn::Sub'?: [string, Record<string, { Ref?: string }>] })[
        'Fn::Sub'
      ] ?? ['', {}];
      const name = Object.keys(values).find((each) => values[each]?.Ref === id);
      return (
        name !== undefined &&
        text.includes(':states:startExecution.sync:2') &&
        text.includes(`"StateMachineArn":"\${${name}}"`)
      );
    },
  );
}

it('something watches how far every function that reads topics is behind', () => {
  const readers = Object.values(lake.templates).flatMap((template) =>
    Object.values(resources(template, 'AWS::Lambda::EventSourceMapping'))
      .filter(({ Properties: properties }) => 'Topics' in properties)
      .map(({ Properties: { FunctionName: reader } }) => (reader as { Ref: string }).Ref),
  );
  const lags = Object.values(resources(lake.templates.operations, 'AWS::CloudWatch::Alarm')).filter(
    ({ Properties: { MetricName: metric } }) => metric === 'OffsetLag',
  );
  expect(readers.length).toBeGreaterThan(0);
  for (const reader of readers) expect(JSON.stringify(lags)).toContain(reader);
});

it('something watches every schedule, through the group it stands in', () => {
  const schedules = Object.values(resources(lake.templates.schedules, 'AWS::Scheduler::Schedule'));
  expect(schedules.length).toBeGreaterThan(4);
  for (const { Properties: properties } of schedules) {
    expect(watched(lake.templates.operations)).toContain(
      `"Name":"ScheduleGroup","Value":"${String(properties.GroupName)}"`,
    );
  }
});

it('the topic is encrypted and mails the address of the environment', () => {
  lake.templates.operations.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  lake.templates.operations.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'lake-prod@example.org',
  });
});

it('the budget tells at 80 % spent and 100 % forecast', () => {
  lake.templates.operations.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: { BudgetLimit: { Amount: 2000, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: 'ACTUAL', Threshold: 80 } },
      { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
    ],
  });
});

it('CloudTrail records every access to objects of the zones, results and failed payloads, with digests', () => {
  const [trail] = Object.values(resources(lake.templates.operations, 'AWS::CloudTrail::Trail'));
  expect(trail?.Properties).toMatchObject({
    EnableLogFileValidation: true,
    KMSKeyId: expect.anything() as unknown,
  });
  const selectors = JSON.stringify(trail?.Properties.EventSelectors);
  for (const zone of ['Bronze', 'Silver', 'Gold', 'Results', 'Failures'])
    expect(selectors).toContain(`Zones${zone}Bucket`);
  expect(selectors).toContain('"ReadWriteType":"All"');
});

it('CloudTrail also records calls to the account, in every region, save those to KMS', () => {
  lake.templates.operations.hasResourceProperties('AWS::CloudTrail::Trail', {
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EventSelectors: [
      Match.objectLike({
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
      }),
    ],
  });
});

it('somebody is told when the break-glass role is taken on', () => {
  const [filter] = Object.values(resources(lake.templates.operations, 'AWS::Logs::MetricFilter'));
  expect(filter?.Properties).toMatchObject({
    LogGroupName: { Ref: expect.stringMatching(/^AuditTrailLog/) as unknown },
    MetricTransformations: [{ MetricNamespace: 'Headwater', MetricName: 'BreakGlassUsed', MetricValue: '1' }],
  });
  const pattern = JSON.stringify(filter?.Properties.FilterPattern);
  expect(pattern).toContain('$.eventName = \\"AssumeRole\\"');
  expect(pattern).toMatch(/\$\.requestParameters\.roleArn = .*BreakGlassRole\w+Arn/);
  lake.templates.operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'headwater-prod-break-glass-used',
    Namespace: 'Headwater',
    MetricName: 'BreakGlassUsed',
    Threshold: 1,
  });
});

it('tells of evaluations of silver that did not succeed', () => {
  lake.templates.operations.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.glue-dataquality'],
      detail: { context: { databaseName: ['silver'] }, state: [{ 'anything-but': ['SUCCEEDED'] }] },
    },
    Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('^AlarmTopic') } })],
  });
});
