import { Match } from 'aws-cdk-lib/assertions';
import { datasets } from '../../datasets';
import { parseEnvironment } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { addLake } from '../../lib/stacks/lake';
import { resources, synth, synthesize, testApp, type SynthesizedLake } from '../support/synth';

let dev: SynthesizedLake;
let prod: SynthesizedLake;
beforeAll(async () => {
  dev = await synth('dev');
  prod = await synth('prod');
});

describe('the API', () => {
  it('takes requests to datasets and records from callers that IAM lets in', () => {
    for (const RouteKey of ['ANY /{dataset}', 'ANY /{dataset}/{id}']) {
      dev.templates.ingestion.hasResourceProperties('AWS::ApiGatewayV2::Route', {
        RouteKey,
        AuthorizationType: 'AWS_IAM',
      });
    }
  });

  it('takes tokens of an issuer where the environment says so', async () => {
    const environment = parseEnvironment({
      ...ENVIRONMENTS.dev,
      sources: {
        intake: { authorizer: { kind: 'jwt', issuer: 'https://idp.example.org', audience: ['lake'] } },
      },
    });
    const { templates } = await synthesize(environment);
    templates.ingestion.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://idp.example.org', Audience: ['lake'] },
    });
  });

  it('is throttled and logs who called, without what', () => {
    dev.templates.ingestion.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: {
        ThrottlingRateLimit: 20,
        ThrottlingBurstLimit: 40,
        DetailedMetricsEnabled: true,
      },
      AccessLogSettings: { Format: Match.not(Match.stringLikeRegexp('body|queryString|header')) },
    });
  });
});

describe('the stream', () => {
  it('is on demand and kept for seven days in prod', () => {
    prod.templates.ingestion.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      RetentionPeriodHours: 168,
      StreamEncryption: { EncryptionType: 'KMS' },
    });
  });

  it('has the shards that the environment asks for', () => {
    dev.templates.ingestion.hasResourceProperties('AWS::Kinesis::Stream', {
      ShardCount: 1,
      RetentionPeriodHours: 24,
    });
  });
});

describe('landing', () => {
  it('takes large batches, one at a time per shard, and gives up in bounds with the payload kept', () => {
    prod.templates.ingestion.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10_000,
      MaximumBatchingWindowInSeconds: 60,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 20,
      MaximumRecordAgeInSeconds: 84 * 3600,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::ImportValue': Match.stringLikeRegexp('ZonesFailuresBucket.*Arn') } },
      },
    });
  });

  it('refuses a default dataset that nobody declared', () => {
    const environment = parseEnvironment({
      ...ENVIRONMENTS.dev,
      sources: { intake: { defaultDataset: 'letters' } },
    });
    expect(() => addLake(testApp(), { environment, datasets })).toThrow(
      /defaultDataset is "letters"; there are immunizations, vaccines/,
    );
  });
});

describe('functions', () => {
  it('run Node 22 on arm64, traced, their variables encrypted', () => {
    const functions = Object.values(resources(dev.templates.ingestion, 'AWS::Lambda::Function'));
    expect(functions).toHaveLength(2);
    for (const { Properties: properties } of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs22.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        KmsKeyArn: expect.anything() as unknown,
      });
    }
  });

  it('know where to write, together with the permission', () => {
    const functions = resources(dev.templates.ingestion, 'AWS::Lambda::Function');
    const variables = Object.values(functions).map(({ Properties: properties }) =>
      Object.keys((properties.Environment as { Variables: object }).Variables),
    );
    expect(variables).toEqual(
      expect.arrayContaining([
        expect.arrayContaining(['STREAM_NAME', 'LEDGER_TABLE']) as unknown,
        expect.arrayContaining(['BRONZE_BUCKET', 'LEDGER_TABLE', 'DEFAULT_DATASET']) as unknown,
      ]),
    );
  });

  it('may do nothing on everything, save tracing', () => {
    const policies = Object.values(resources(dev.templates.ingestion, 'AWS::IAM::Policy'));
    const statements = policies.flatMap(({ Properties: properties }) => {
      return (properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement;
    });
    const onEverything = statements
      .filter(({ Resource: resource }) => resource === '*')
      .map(({ Action: action }) => action);
    expect(new Set(onEverything.flat())).toEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
  });
});
