import { Match } from 'aws-cdk-lib/assertions';
import { datasets } from '../../datasets';
import type { Definition } from '../../lib/constructs/transformation/asl';
import { qualityRuleset } from '../../core/quality';
import { everything, loadEnvironment, type Environment } from '../../lib/config';
import { datasetsInMinutes } from '../../lib/constructs/transformation/in-minutes';
import { resources, synth, synthEverything, type SynthesizedLake } from '../support/synth';

let lake: SynthesizedLake;
beforeAll(async () => {
  lake = await synth('dev');
});

/** Text and values of a definition. */
type Placed = readonly [text: string, values: Readonly<Record<string, unknown>>];

function placed(): Placed[] {
  return Object.values(resources(lake.templates.transformation, 'AWS::StepFunctions::StateMachine')).map(
    ({ Properties: properties }) => (properties.DefinitionString as { 'Fn::Sub': Placed })['Fn::Sub'],
  );
}

const definitions = (): Definition[] => placed().map(([text]) => JSON.parse(text) as Definition);

/** Bytes that Step Functions takes of a definition. */
const DEFINITION_LIMIT = 1_048_576;
/** How many times as many datasets and models every machine has to have room for. */
const ROOM = 5;

it('every machine has room for five times as many datasets and models', () => {
  const sizes = placed().map(([text]) => Buffer.byteLength(text));
  expect(sizes).toHaveLength(datasets.length + 2);
  expect(Math.max(...sizes) * ROOM).toBeLessThan(DEFINITION_LIMIT);
});

it('the stack has room for three times as many datasets', () => {
  const { Resources } = lake.templates.transformation.toJSON() as { Resources: object };
  expect(Object.keys(Resources).length * 3).toBeLessThan(500);
});

it('every dataset has a machine of its own, which the run may start and a stopped run stops', () => {
  const machines = Object.entries(
    resources(lake.templates.transformation, 'AWS::StepFunctions::StateMachine'),
  ).filter(([, { Properties: properties }]) => properties.StateMachineName !== undefined);
  expect(machines.map(([, { Properties: properties }]) => properties.StateMachineName)).toEqual(
    datasets.map(({ name }) => `headwater-dev-load-${name}`),
  );
  const run = definitions().find((each) => each.States['Settle the window'] !== undefined);
  const started = placed().find(([text]) => text.includes('Settle the window'))?.[1];
  for (const [id] of machines) expect(Object.values(started ?? {})).toContainEqual({ Ref: id });
  expect(JSON.stringify(run).split('states:startExecution.sync:2')).toHaveLength(datasets.length + 1);
});

it('two state machines share one lock', () => {
  const locks = definitions().flatMap(({ States }) =>
    States['Wait for the lock'] ? JSON.stringify(States['Wait for the lock'].Arguments) : [],
  );
  expect(locks).toHaveLength(2);
  for (const lock of locks) expect(lock).toContain('"collection":{"S":"locks"},"id":{"S":"tables"}');
});

it('state machines log every state without its data, traced and encrypted', () => {
  lake.templates.transformation.allResourcesProperties('AWS::StepFunctions::StateMachine', {
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    TracingConfiguration: { Enabled: true },
    EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: Match.anyValue() },
  });
});

it.each([
  ['transformation', 'rate(1 hour)'],
  ['maintenance', 'cron(30 3 ? * SUN,WED *)'],
])('%s starts at %s, and what cannot be started is kept', (name, expression) => {
  lake.templates.schedules.hasResourceProperties('AWS::Scheduler::Schedule', {
    Description: `Starts ${name}`,
    ScheduleExpression: expression,
    Target: {
      DeadLetterConfig: { Arn: Match.anyValue() },
      RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3600 },
    },
  });
});

it('may delete objects of silver and gold, without which VACUUM deletes nothing, but none of bronze', () => {
  const policies = Object.values(resources(lake.templates.transformation, 'AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties: properties }) => {
    return (properties.PolicyDocument as { Statement: { Action: string | string[]; Resource: unknown }[] })
      .Statement;
  });
  const deletes = JSON.stringify(
    statements.filter(({ Action: action }) => [action].flat().includes('s3:DeleteObject')),
  );
  expect(deletes).toContain('ZonesSilverBucket');
  expect(deletes).toContain('ZonesGoldBucket');
  expect(deletes).not.toContain('ZonesBronzeBucket');
});

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly unknown[] };
}

describe('quality', () => {
  it('every dataset has a ruleset of Glue Data Quality for its silver table', () => {
    const rulesets = Object.values(resources(lake.templates.transformation, 'AWS::Glue::DataQualityRuleset'));
    expect(rulesets.map(({ Properties: properties }) => properties)).toEqual(
      datasets.map(
        (dataset) =>
          expect.objectContaining({
            Name: `headwater-dev-${dataset.name}`,
            Ruleset: qualityRuleset(dataset),
            TargetTable: { DatabaseName: 'silver', TableName: dataset.name },
          }) as unknown,
      ),
    );
  });

  it('is evaluated by a role that reads the silver tables and nothing else of the lake', () => {
    const [policy] = Object.entries(resources(lake.templates.transformation, 'AWS::IAM::Policy')).filter(
      ([id]) => id.startsWith('QualityRole'),
    );
    const text = JSON.stringify(policy);
    expect(text).toContain('/silver/immunizations/*');
    expect(text).not.toMatch(
      /ZonesBronzeBucket|ZonesGoldBucket|s3:PutObject|s3:DeleteObject|kms:GenerateDataKey/,
    );
    lake.templates.access.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Principal: {
        DataLakePrincipalIdentifier: { 'Fn::ImportValue': Match.stringLikeRegexp('QualityRole') },
      },
      Resource: { LFTagPolicy: { Expression: [{ TagKey: 'zone', TagValues: ['silver'] }] } },
      Permissions: ['SELECT', 'DESCRIBE'],
    });
  });

  it('is started by the run, which may pass that role to Glue only and count in one namespace only', () => {
    // A role of many tables has a part of its permissions in managed policies.
    const statements = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      Object.entries(lake.templates.transformation.findResources(type))
        .filter(([id]) => id.startsWith('TransformationRole'))
        .flatMap(([, { Properties }]) => (Properties as PolicyProperties).PolicyDocument.Statement),
    );
    const statement = (properties: object): void => {
      expect(statements).toContainEqual(expect.objectContaining(properties));
    };
    statement({ Action: 'glue:StartDataQualityRulesetEvaluationRun' });
    statement({
      Action: 'iam:PassRole',
      Condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } },
    });
    statement({
      Action: 'cloudwatch:PutMetricData',
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Headwater' } },
    });
  });
});

describe('datasets that ask for minutes', () => {
  let all: SynthesizedLake;
  beforeAll(async () => {
    all = await synthEverything();
  });
  const schedules = (of: SynthesizedLake): object[] =>
    Object.values(resources(of.templates.schedules, 'AWS::Scheduler::Schedule'))
      .map(
        ({ Properties: properties }) =>
          properties as { Target: { Input?: string }; ScheduleExpression: string },
      )
      .flatMap(({ Target: { Input: input }, ScheduleExpression: expression }) =>
        input === undefined ? [] : [{ ...(JSON.parse(input) as object), expression }],
      );

  it('have a schedule of their own that looks twice in the time, where a source feeds them', () => {
    expect(schedules(all)).toEqual([{ dataset: 'camera_frames', expression: 'rate(7 minutes)' }]);
    expect(schedules(lake)).toEqual([]);
    const [look] = Object.values(
      resources(all.templates.transformation, 'AWS::StepFunctions::StateMachine'),
    ).filter(({ Properties: { StateMachineType: type } }) => type === 'EXPRESS');
    expect(JSON.stringify(look)).toContain('minutes');
  });

  it('are those that ask, and that a deployed source feeds', () => {
    const asking = datasets.map((dataset) => ({ ...dataset, freshWithinMinutes: 59 }));
    const names = (environment: Environment): string[] =>
      datasetsInMinutes(environment, asking).map(({ name }) => name);
    const [none, every] = [names(loadEnvironment('prod')), names(everything())];
    // The API of every environment takes some of them.
    expect(none).toContain('immunizations');
    for (const name of ['camera_frames', 'transport_units', 'documents']) {
      expect(none).not.toContain(name);
      expect(every).toContain(name);
    }
    const patient = datasets.map((dataset) => ({ ...dataset, freshWithinMinutes: 60 }));
    expect(datasetsInMinutes(everything(), patient)).toEqual([]);
  });

  it('are refreshed by a role that commits to gold alone', () => {
    const [policies] = [
      Object.entries(all.templates.transformation.findResources('AWS::IAM::Policy'))
        .filter(([id]) => id.startsWith('MinutesRole'))
        .map(([, policy]) => JSON.stringify(policy)),
    ];
    const text = policies.join('');
    expect(text).toContain('table/gold/*');
    expect(text).not.toMatch(/ZonesBronzeBucket|table\/staging/);
    all.templates.access.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Principal: {
        DataLakePrincipalIdentifier: { 'Fn::ImportValue': Match.stringLikeRegexp('MinutesRole') },
      },
      Resource: {
        LFTagPolicy: { ResourceType: 'TABLE', Expression: [{ TagKey: 'zone', TagValues: ['gold'] }] },
      },
      Permissions: Match.arrayWith(['ALTER']),
    });
  });
});
