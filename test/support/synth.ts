import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { templatesOf } from '../../access-proof';
import { datasets } from '../../datasets';
import { loadEnvironment, parseEnvironment, type Environment, type EnvironmentName } from '../../lib/config';
import { ENVIRONMENTS } from '../../lib/config/environments';
import { loadSqlParser } from '../../core/plan';
import type { LakeStacks } from '../../lib/stacks/lake';
import { onceARun } from './once-a-run';

type StackName = keyof LakeStacks;

/** One environment, synthesized without bundling its functions. */
export interface SynthesizedLake {
  readonly templates: Readonly<Record<StackName, Template>>;
}

/** With what it was synthesized from. */
export interface LakeApp extends SynthesizedLake {
  readonly app: App;
  readonly stacks: LakeStacks;
}

/** An environment, synthesized once a run of tests. */
export function synth(name: EnvironmentName = 'dev'): Promise<SynthesizedLake> {
  return synthesizeOnce(name, () => loadEnvironment(name));
}

/** The environment `prod` with the console and every source: a drop bucket, a cluster, two APIs, and two SFTP servers, one of which is called from a fixed address. */
export function withDocuments(): Environment {
  const hostKeys = ['SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s'];
  return parseEnvironment({
    ...ENVIRONMENTS.prod,
    console: {
      domain: 'lake.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/6d5b2c1a-0000-4000-8000-000000000000',
      saml: { metadataUrl: 'https://people.example.org/saml/metadata' },
    },
    sources: {
      ...ENVIRONMENTS.prod.sources,
      drop: { prefix: 'incoming/' },
      sensors: { iot: { shards: 2 } },
      cameras: { upload: {}, retentionDays: 14 },
      'covidx-ct': { from: 'kaggle:hgunraj/covidxct@4' },
      performance: {
        host: 'replica.fleet.example.org',
        network: {
          vpcId: 'vpc-0123456789abcdef0',
          availabilityZones: ['eu-central-1a', 'eu-central-1b'],
          subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
          securityGroupId: 'sg-0123456789abcdef0',
        },
      },
      weather: { url: 'https://weather.example.org/v1/forecast' },
      'random-users': {
        url: 'https://people.example.org/api/',
        auth: { kind: 'header', name: 'X-Api-Key' },
      },
      fleet: {
        cluster: {
          kind: 'msk',
          arn: 'arn:aws:kafka:eu-central-1:111111111111:cluster/fleet/6d5b2c1a-0000-4000-8000-000000000000-2',
        },
      },
      'fleet-database': {
        replication: {
          engine: 'postgres',
          database: 'fleet',
          secret: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:fleet-a1b2c3',
          secretKey: 'arn:aws:kms:eu-central-1:111111111111:key/00000000-0000-4000-8000-000000000000',
          network: {
            subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
            securityGroups: ['sg-0123456789abcdef0'],
          },
        },
      },
      documents: {
        dateOrder: 'month-first',
        servers: [
          {
            name: 'clinic',
            host: 'sftp.clinic.example.org',
            username: 'lake',
            hostKeys,
            directories: ['/outbox', '/archive/2026'],
            afterwards: { kind: 'move', folder: 'done' },
          },
          {
            name: 'registry',
            host: 'files.registry.example.org',
            port: 2222,
            username: 'lake',
            hostKeys,
            directories: ['/'],
            staticEgress: true,
          },
        ],
      },
    },
  });
}

/** The environment with every source, synthesized once a run of tests. */
export function synthDocuments(): Promise<SynthesizedLake> {
  return synthesizeOnce('with-documents', withDocuments);
}

/** Synthesizes an environment. */
export async function synthesize(environment: Environment): Promise<LakeApp> {
  await loadSqlParser();
  const { addLake } = await import('../../lib/stacks/lake');
  const app = testApp();
  const stacks = addLake(app, { environment, datasets });
  return { app, stacks, templates: templatesBy({ ...stacks } as Required<LakeStacks>, app) };
}

async function synthesizeOnce(name: string, environment: () => Environment): Promise<SynthesizedLake> {
  // A file that synthesizes finds what one that reads does.
  await loadSqlParser();
  const json = await onceARun(`lake-${name}`, async () => {
    const { templates } = await synthesize(environment());
    return Object.fromEntries(
      Object.entries(templates).map(([stack, template]) => [stack, template.toJSON()]),
    );
  });
  const templates = Object.entries(json).map(([stack, template]) => [stack, Template.fromJSON(template)]);
  return { templates: Object.fromEntries(templates) as Record<StackName, Template> };
}

/** The templates of stacks as the access proof reads them, each by what its stack is called here. */
export function templatesBy<Name extends string>(
  stacks: Readonly<Record<Name, Stack>>,
  app: App,
): Record<Name, Template> {
  const assembly = app.synth();
  const read = new Map(
    templatesOf(assembly).map((template, index) => [assembly.stacks[index]?.stackName, template]),
  );
  const templates = Object.entries<Stack>(stacks).map(([name, stack]) => [
    name,
    Template.fromJSON({ ...read.get(stack.stackName) }),
  ]);
  return Object.fromEntries(templates) as Record<Name, Template>;
}

/** An app with the feature flags of cdk.json that bundles nothing. */
export function testApp(): App {
  const { context } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-stack-trace': true },
  });
}

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** Every resource of a type, by logical id. */
export function resources(template: Template, type: string): Readonly<Record<string, TemplateResource>> {
  return template.findResources(type) as Record<string, TemplateResource>;
}
