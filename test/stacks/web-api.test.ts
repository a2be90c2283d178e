import { Match } from 'aws-cdk-lib/assertions';
import { resources, synth, synthEverything, type SynthesizedLake } from '../support/synth';

let lake: SynthesizedLake;
beforeAll(async () => (lake = await synthEverything()));

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statementsOf(id: string): Statement[] {
  const policies = Object.entries(resources(lake.templates.ingestion, 'AWS::IAM::Policy'));
  const [, policy] = policies.find(([key]) => key.startsWith(id)) ?? [];
  return (policy?.Properties.PolicyDocument as { Statement: Statement[] }).Statement;
}
const actionsOf = (id: string, service: string): string[] => [
  ...new Set(
    statementsOf(id)
      .flatMap(({ Action: action }) => action)
      .filter((action) => action.startsWith(`${service}:`)),
  ),
];

it('an environment that gives no URL has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/"(Weather|RandomUsers)/);
});

describe('an API that is polled', () => {
  it('is asked at its time, by one function at a time', () => {
    for (const [name, expression] of [
      ['weather', 'rate(1 hour)'],
      ['random-users', 'rate(1 day)'],
    ])
      lake.templates.schedules.hasResourceProperties('AWS::Scheduler::Schedule', {
        Description: `Starts web-api-${name}`,
        ScheduleExpression: expression,
      });
    const functions = Object.entries(resources(lake.templates.ingestion, 'AWS::Lambda::Function'));
    for (const id of ['WeatherPassHandler', 'RandomUsersPassHandler']) {
      const [, fn] = functions.find(([key]) => key.startsWith(id)) ?? [];
      expect(fn?.Properties).toMatchObject({ ReservedConcurrentExecutions: 1 });
    }
  });

  it('has its key in a secret that only its function reads', () => {
    lake.templates.ingestion.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: 'headwater/prod/web-api/random-users',
      KmsKeyId: Match.anyValue(),
    });
    expect(actionsOf('RandomUsersPassHandlerRole', 'secretsmanager')).toEqual([
      'secretsmanager:GetSecretValue',
    ]);
    expect(actionsOf('WeatherPassHandlerRole', 'secretsmanager')).toEqual([]);
  });

  it('may add to its dataset and its own answers, and deletes nothing', () => {
    expect(actionsOf('WeatherPassHandlerRole', 's3').sort()).toEqual([
      's3:GetBucketLocation',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
    const puts = statementsOf('RandomUsersPassHandlerRole').filter(({ Action: action }) =>
      action.includes('s3:PutObject'),
    );
    const places = JSON.stringify(puts.map(({ Resource: resource }) => resource));
    expect(places).toContain('/random_users/*');
    expect(places).toContain('/api_answers/random-users/*');
    expect(places.match(/\/\*"/g)).toHaveLength(2);
  });

  it('with questions may read one table, and Lake Formation is told of it', () => {
    const glue = statementsOf('WeatherPassHandlerRole').filter(({ Action: action }) =>
      action.includes('glue:GetTable'),
    );
    expect(JSON.stringify(glue)).toContain('table/gold/weather_wanted');
    expect(JSON.stringify(glue)).not.toContain('table/gold/*');
    lake.templates.access.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Resource: { Table: { DatabaseName: 'gold', Name: 'weather_wanted' } },
      Permissions: ['SELECT', 'DESCRIBE'],
    });
    expect(actionsOf('RandomUsersPassHandlerRole', 'athena')).toEqual([]);
  });

  it('is told of when passes fail, and when none has started for three times its while', () => {
    for (const [id, periods] of [
      ['web-api-weather-errors', 1],
      ['web-api-random-users-overdue', 3],
    ])
      lake.templates.operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `headwater-prod-${id}`,
        EvaluationPeriods: periods,
      });
  });

  it('keeps answers for a year', () => {
    lake.templates.storage.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ Prefix: 'api_answers/', ExpirationInDays: 365 })]),
      },
    });
  });
});
