import { ENVIRONMENTS } from './environments';
import { parseEnvironment, type Caller } from './load';
import type { Environment, EnvironmentName } from './schema';

/**
 * An environment with every part that one may ask for: the console, each kind of source, and two SFTP servers, one of which is
 * called from a fixed address. Nobody deploys it to AWS; rule packs, cfn-lint, tests and the cost page read what it comes to.
 *
 * @param base what it is but for that. @default prod
 */
export function everything(base: EnvironmentName = 'prod', caller: Caller = {}): Environment {
  const hostKeys = ['SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s'];
  return parseEnvironment({
    ...caller,
    ...ENVIRONMENTS[base],
    console: {
      domain: 'lake.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/6d5b2c1a-0000-4000-8000-000000000000',
      saml: { metadataUrl: 'https://people.example.org/saml/metadata' },
    },
    sources: {
      ...ENVIRONMENTS[base].sources,
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
