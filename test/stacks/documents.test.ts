import { Match, type Template } from 'aws-cdk-lib/assertions';
import { datasets } from '../../datasets';
import {
  collectEnvironment,
  pullEnvironment,
  readDocumentsEnvironment,
  redriveEnvironment,
  startEnvironment,
} from '../../lambdas/documents/environment';
import {
  DOCUMENTS_PREFIX,
  FIELDS_PREFIX,
  IMMUNIZATIONS_PREFIX,
  INCOMING_PREFIX,
  LOG_PREFIX,
  PAGES_PREFIX,
  SIGHTINGS_PREFIX,
  documentKey,
} from '../../lambdas/documents/document-store';
import { PDFIUM_WASM_FILE } from '../../lambdas/documents/precheck/pdfium-module';
import { MAX_RECEIVES } from '../../lambdas/aws/sqs-batch';
import { parseEnvironment } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { DOCUMENT_PREFIXES, DOCUMENT_RECEIVES, REDRIVE_OUTPUT } from '../../lambdas/documents/names';
import { COPY_PDFIUM } from '../../lib/sources/documents/document-reading';
import { addLake } from '../../lib/stacks/lake';
import {
  resources,
  synth,
  synthEverything,
  testApp,
  type SynthesizedLake,
  type TemplateResource,
} from '../support/synth';

let lake: SynthesizedLake;
let ingestion: Template;
beforeAll(async () => {
  lake = await synthEverything();
  ingestion = lake.templates.ingestion;
});

/** The one resource of a type whose logical id matches. */
function only(type: string, id: RegExp): TemplateResource {
  const found = Object.entries(resources(ingestion, type)).filter(([key]) => id.test(key));
  expect(found.map(([key]) => key)).toHaveLength(1);
  return found[0]?.[1] as TemplateResource;
}

/** A value as CloudFormation would make it. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = value as { 'Fn::Join'?: [string, unknown[]] };
  return join ? join[1].map(text).join(join[0]) : 'resolved';
}

function variablesOf(id: RegExp): Record<string, string> {
  const { Properties: properties } = only('AWS::Lambda::Function', id);
  const { Variables: variables } = properties.Environment as { Variables: Record<string, unknown> };
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, text(value)]));
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

function statementsOf(id: RegExp): Statement[] {
  const { Properties: properties } = only('AWS::IAM::Policy', id);
  return (properties.PolicyDocument as { Statement: Statement[] }).Statement;
}

const actionsOf = (id: RegExp): string[] => statementsOf(id).flatMap(({ Action: action }) => action);

it('an environment without servers has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/Documents(Pull|Reading|Egress)/);
});

describe('names that functions and constructs share', () => {
  it('are those of the functions', () => {
    const { documents, incoming, pages, fields, immunizations, log, sightings } = DOCUMENT_PREFIXES;
    const prefixes = [documents, incoming, pages, fields, immunizations, log, sightings];
    expect(prefixes.map((prefix) => `${prefix}/`)).toEqual([
      DOCUMENTS_PREFIX,
      INCOMING_PREFIX,
      PAGES_PREFIX,
      FIELDS_PREFIX,
      IMMUNIZATIONS_PREFIX,
      LOG_PREFIX,
      SIGHTINGS_PREFIX,
    ]);
    expect(DOCUMENT_RECEIVES).toBeGreaterThanOrEqual(MAX_RECEIVES);
  });

  it('say everything that pull, start, collect and redrive need to know', () => {
    const pull = readDocumentsEnvironment(pullEnvironment, variablesOf(/^DocumentsPullclinicHandler\w{8}$/));
    expect(pull.sources).toMatchObject([
      { name: 'clinic.outbox', directory: '/outbox', port: 22, afterwards: { kind: 'move', folder: 'done' } },
      { name: 'clinic.archive.2026', directory: '/archive/2026', secretArn: 'resolved' },
    ]);
    expect(
      readDocumentsEnvironment(startEnvironment, variablesOf(/^DocumentsReadingStartHandler\w{8}$/)),
    ).toMatchObject({ textractFeatures: ['FORMS', 'TABLES'], textractConcurrency: 20 });
    expect(
      readDocumentsEnvironment(collectEnvironment, variablesOf(/^DocumentsReadingCollectHandler\w{8}$/)),
    ).toMatchObject({ dateOrder: 'month-first' });
    expect(() =>
      readDocumentsEnvironment(redriveEnvironment, variablesOf(/^DocumentsRedriveHandler\w{8}$/)),
    ).not.toThrow();
  });

  it('bring PDFium to where start looks for it', () => {
    expect(COPY_PDFIUM.afterBundling('in', '/out')).toEqual([
      expect.stringMatching(new RegExp(`^cp ".*/pdfium\\.wasm" "/out/${PDFIUM_WASM_FILE}"$`)),
    ]);
  });
});

describe('pull', () => {
  it('runs once an hour and never twice at once, for each server', () => {
    for (const server of ['clinic', 'registry']) {
      lake.templates.schedules.hasResourceProperties('AWS::Scheduler::Schedule', {
        GroupName: `headwater-prod-documents-${server}`,
        ScheduleExpression: 'rate(1 hour)',
        Target: { DeadLetterConfig: { Arn: Match.anyValue() } },
      });
      const { Properties: properties } = only(
        'AWS::Lambda::Function',
        new RegExp(`^DocumentsPull${server}Handler\\w{8}$`),
      );
      expect(properties).toMatchObject({ Timeout: 900, ReservedConcurrentExecutions: 1 });
    }
  });

  it('reads the login of its own server only', () => {
    const secrets = statementsOf(/^DocumentsPullclinicHandlerRole/).filter(({ Action: action }) =>
      action.includes('secretsmanager:GetSecretValue'),
    );
    expect(secrets.map(({ Resource: resource }) => resource)).toEqual([
      { Ref: expect.stringMatching(/^DocumentsPullclinicLogin/) as unknown },
    ]);
    ingestion.allResourcesProperties('AWS::SecretsManager::Secret', { KmsKeyId: Match.anyValue() });
    ingestion.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: 'headwater/prod/sftp/clinic',
    });
  });

  it('writes documents, their log and their sightings, and nothing else of bronze', () => {
    const objects = statementsOf(/^DocumentsPullclinicHandlerRole/).filter(({ Action: action }) =>
      action.includes('s3:PutObject'),
    );
    const keys = [objects.flatMap(({ Resource: resource }) => resource)].flat();
    expect(keys.map((key) => text(key).replace(/^resolved/, ''))).toEqual([
      '/document_sightings/*',
      '/documents/*',
      '/documents_log/*',
    ]);
  });

  it('stays within the variables of a function', () => {
    const directories = Array.from({ length: 20 }, (_, index) => `/partner/outbox/${index}`);
    const server = {
      name: 'clinic',
      host: 'sftp.clinic.example.org',
      username: 'lake',
      hostKeys: [`SHA256:${'a'.repeat(43)}`],
      directories,
    };
    const environment = parseEnvironment({
      ...ENVIRONMENTS.prod,
      sources: { documents: { servers: [server] } },
    });
    expect(() => addLake(testApp(), { environment, datasets })).toThrow(
      /the 20 directories of clinic take \d+ bytes .* Give some of them to a second server/,
    );
  });
});

describe('a fixed address', () => {
  it('is where the one server that asks for it is called from', () => {
    ingestion.resourceCountIs('AWS::EC2::NatGateway', 1);
    ingestion.hasResourceProperties('AWS::EC2::NatGateway', {
      AllocationId: { 'Fn::GetAtt': [Match.stringLikeRegexp('EgressAddress'), 'AllocationId'] },
    });
    const networks = ['clinic', 'registry'].map(
      (server) =>
        only('AWS::Lambda::Function', new RegExp(`^DocumentsPull${server}Handler\\w{8}$`)).Properties
          .VpcConfig,
    );
    expect(networks).toEqual([undefined, expect.objectContaining({ SubnetIds: [expect.anything()] })]);
  });

  it('outlives its stack in prod, since partners have it in their firewalls', () => {
    expect(only('AWS::EC2::EIP', /Egress/).DeletionPolicy).toBe('Retain');
  });

  it('lets out SFTP and calls to AWS, and lets nothing in', () => {
    const group = only('AWS::EC2::SecurityGroup', /Outwards/).Properties;
    expect(group.SecurityGroupIngress).toBeUndefined();
    expect((group.SecurityGroupEgress as { FromPort: number }[]).map(({ FromPort: port }) => port)).toEqual([
      2222, 443,
    ]);
  });

  it('takes no documents through the gateway, and logs its connections', () => {
    const endpoints = Object.values(resources(ingestion, 'AWS::EC2::VPCEndpoint'));
    const services = endpoints.map(({ Properties: properties }) =>
      text(properties.ServiceName).split('.').at(-1),
    );
    expect(services.sort()).toEqual(['dynamodb', 's3']);
    ingestion.resourceCountIs('AWS::EC2::FlowLog', 1);
  });
});

describe('reading', () => {
  it('starts with a document’s arrival and with nothing else below its prefix', () => {
    const { Properties: properties } = only('AWS::Events::Rule', /^DocumentsReadingArrived/);
    const { detail } = properties.EventPattern as { detail: { object: { key: { wildcard: string }[] } } };
    const pattern = new RegExp(
      `^${detail.object.key[0]?.wildcard.replaceAll('.', '\\.').replaceAll('*', '.*')}$`,
    );
    expect(documentKey('a'.repeat(64), '2026-03-01T00:00:00Z')).toMatch(pattern);
    expect('documents/_incoming/a').not.toMatch(pattern);
    expect('documents/quarantine/a.pdf').not.toMatch(pattern);
  });

  it('works on a bounded number of messages, one at a time, and says which of them failed', () => {
    const mappings = Object.entries(resources(ingestion, 'AWS::Lambda::EventSourceMapping')).flatMap(
      ([id, mapping]) => (id.startsWith('DocumentsReading') ? [mapping] : []),
    );
    expect(mappings).toHaveLength(2);
    for (const { Properties: properties } of mappings) {
      expect(properties).toMatchObject({
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 5 },
      });
    }
  });

  it.each(['Start', 'Collect'])('gives a message of %s up to a dead-letter queue, after a day', (name) => {
    const queue = only('AWS::SQS::Queue', new RegExp(`^DocumentsReading${name}Queue`)).Properties;
    expect(queue).toMatchObject({ RedrivePolicy: { maxReceiveCount: 105 } });
    const { Timeout: timeout } = only(
      'AWS::Lambda::Function',
      new RegExp(`Reading${name}Handler\\w{8}$`),
    ).Properties;
    expect(queue.VisibilityTimeout).toBeGreaterThan(Number(timeout));
  });

  it('encrypts queues and topic', () => {
    ingestion.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.anyValue() });
    ingestion.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    const keys = JSON.stringify(resources(lake.templates.storage, 'AWS::KMS::Key'));
    expect(keys).toContain('"Service":"sns.amazonaws.com"');
  });

  it('gives each function the calls of Textract that it makes', () => {
    const textract = (id: RegExp): string[] =>
      actionsOf(id).filter((action) => action.startsWith('textract:'));
    expect(textract(/^DocumentsReadingStartHandlerRole/)).toEqual([
      'textract:StartDocumentAnalysis',
      'textract:StartDocumentTextDetection',
    ]);
    expect(textract(/^DocumentsReadingCollectHandlerRole/)).toEqual([
      'textract:GetDocumentAnalysis',
      'textract:GetDocumentTextDetection',
    ]);
  });

  it('lets Textract, and only for this account, tell the topic and nothing else', () => {
    const role = only('AWS::IAM::Role', /^DocumentsReadingPublisher/).Properties;
    expect(JSON.stringify(role.AssumeRolePolicyDocument)).toMatch(
      /"aws:SourceAccount".*"Service":"textract\.amazonaws\.com"/,
    );
    expect(actionsOf(/^DocumentsReadingPublisher/).sort()).toEqual([
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'sns:Publish',
    ]);
    expect(statementsOf(/^DocumentsReadingStartHandlerRole/)).toContainEqual(
      expect.objectContaining({
        Action: 'iam:PassRole',
        Condition: { StringEquals: { 'iam:PassedToService': 'textract.amazonaws.com' } },
      }),
    );
  });

  it('is told by the topic through a queue that takes messages of this topic only', () => {
    ingestion.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
    });
    ingestion.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': { Ref: Match.stringLikeRegexp('ReadingDone') } } },
          }),
        ]),
      },
    });
  });
});

describe('redrive', () => {
  const role = /^DocumentsRedriveHandlerRole/;

  it('is named by an output, and started by nothing but a call', () => {
    const [id] = Object.keys(resources(ingestion, 'AWS::Lambda::Function')).filter((key) =>
      /^DocumentsRedriveHandler\w{8}$/.test(key),
    );
    ingestion.hasOutput(REDRIVE_OUTPUT, { Value: { Ref: id } });
    const starters = ['EventSourceMapping', 'Permission'].map((type) =>
      JSON.stringify(resources(ingestion, `AWS::Lambda::${type}`)),
    );
    expect(starters.join()).not.toContain('DocumentsRedrive');
  });

  it('moves messages from dead-letter queues to their queues, and the other way round it may not', () => {
    const queuesFor = (wanted: string): unknown[] =>
      statementsOf(role)
        .filter(({ Action: action }) => action.includes(wanted))
        .flatMap(({ Resource: resource }) => resource)
        .map((queue) => /Reading(\w+?)[0-9A-F]{8}/.exec(JSON.stringify(queue))?.[1]);
    expect(queuesFor('sqs:DeleteMessage')).toEqual(['CollectDeadLetters', 'StartDeadLetters']);
    expect(queuesFor('sqs:SendMessage')).toEqual(['CollectQueue', 'StartQueue']);
    expect(actionsOf(role)).toEqual(
      expect.arrayContaining(['sqs:StartMessageMoveTask', 'kms:GenerateDataKey', 'kms:Decrypt']),
    );
  });

  it('touches documents and their log, and calls no Textract', () => {
    const objects = statementsOf(role).filter(({ Action: action }) => action.includes('s3:PutObject'));
    const keys = objects.flatMap(({ Resource: resource }) => resource);
    expect(keys.map((key) => text(key).replace(/^resolved/, ''))).toEqual([
      '/documents/*',
      '/documents_log/*',
    ]);
    expect(actionsOf(role).filter((action) => action.startsWith('textract:'))).toEqual([]);
  });
});

it('no function of it may do anything on everything, save Textract, tracing and network interfaces', () => {
  const policies = Object.entries(resources(ingestion, 'AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('Documents'),
  );
  const actions = policies.flatMap(([, { Properties: properties }]) =>
    (properties.PolicyDocument as { Statement: Statement[] }).Statement.filter(
      ({ Resource: resource }) => resource === '*',
    ).flatMap(({ Action: action }) => action),
  );
  expect([...new Set(actions.map((action) => action.split(':')[0]))].sort()).toEqual([
    'ec2',
    'textract',
    'xray',
  ]);
});

it('what a broken connection has left is gone after a day', () => {
  lake.templates.storage.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: Match.arrayWith([Match.objectLike({ Prefix: 'documents/_incoming/', ExpirationInDays: 1 })]),
    },
  });
});

it.each([
  'documents-host-key-changed',
  'documents-files-failed',
  'documents-failed',
  'documents-pull-clinic-errors',
  'documents-pull-registry-overdue',
  'documents-start-oldest-message',
  'documents-start-dead-letters-messages',
  'documents-collect-errors',
  'documents-collect-oldest-message',
  'documents-collect-dead-letters-messages',
  'documents-redrive-errors',
  'documents-redrive-throttles',
])('the alarm %s is there', (id) => {
  lake.templates.operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `headwater-prod-${id}`,
  });
});
