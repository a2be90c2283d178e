import type { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { loadEnvironment, type EnvironmentName } from '../../lib/config';
import type { LakeStacks } from '../../lib/stacks/lake';
import { resources, synth, synthesize, type SynthesizedLake } from '../support/synth';

let dev: SynthesizedLake;
let prod: SynthesizedLake;
beforeAll(async () => {
  dev = await synth('dev');
  prod = await synth('prod');
});

describe('buckets', () => {
  it('are versioned, private, encrypted and tell EventBridge', () => {
    const buckets = Object.values(resources(prod.templates.storage, 'AWS::S3::Bucket'));
    expect(buckets).toHaveLength(6);
    for (const { Properties: properties } of buckets) {
      expect(properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      });
    }
  });

  it('use keys of ours, save the one that S3 writes access logs to', () => {
    const algorithms = Object.values(resources(prod.templates.storage, 'AWS::S3::Bucket')).map(
      ({ Properties: properties }) => JSON.stringify(properties.BucketEncryption).includes('aws:kms'),
    );
    expect(algorithms.filter((ours) => !ours)).toHaveLength(1);
  });

  it('refuse anything but TLS', () => {
    const policies = Object.values(resources(prod.templates.storage, 'AWS::S3::BucketPolicy'));
    expect(policies).toHaveLength(6);
    for (const { Properties: properties } of policies) {
      expect(JSON.stringify(properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('survive their stack outside dev', () => {
    const policies = (lake: SynthesizedLake): unknown[] =>
      Object.values(resources(lake.templates.storage, 'AWS::S3::Bucket')).map(
        (bucket) => bucket.DeletionPolicy,
      );
    expect(new Set(policies(prod))).toEqual(new Set(['Retain']));
    expect(new Set(policies(dev))).toEqual(new Set(['Delete']));
  });

  it('are not emptied unless the second flag is set', () => {
    dev.templates.storage.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
  });
});

describe('keys', () => {
  it('rotate, one per zone and for results and operations', () => {
    prod.templates.storage.resourceCountIs('AWS::KMS::Key', 5);
    prod.templates.storage.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('the ledger', () => {
  it('is keyed by collection and id, recoverable, encrypted and protected', () => {
    prod.templates.storage.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'collection', KeyType: 'HASH' },
        { AttributeName: 'id', KeyType: 'RANGE' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      DeletionProtectionEnabled: true,
    });
  });
});

it('stacks of prod cannot be deleted by mistake', async () => {
  const stacksOf = async (name: EnvironmentName): Promise<LakeStacks> =>
    (await synthesize(loadEnvironment(name))).stacks;
  for (const stack of Object.values<Stack>({ ...(await stacksOf('prod')) }))
    expect(stack.terminationProtection).toBe(true);
  expect((await stacksOf('dev')).storage.terminationProtection).toBe(false);
});
