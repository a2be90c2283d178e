import { Match } from 'aws-cdk-lib/assertions';
import { resources, synth, synthEverything } from '../support/synth';

it('an environment that takes no uploads has nothing of them', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/"Cameras/);
});

it('uploads go into a bucket of their own and expire; pictures in bronze, too', async () => {
  const { templates } = await synthEverything();
  const buckets = Object.entries(resources(templates.ingestion, 'AWS::S3::Bucket')).filter(([id]) =>
    id.startsWith('CamerasInboxFiles'),
  );
  expect(JSON.stringify(buckets)).toContain('"ExpirationInDays":7');
  templates.storage.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: Match.arrayWith([
        Match.objectLike({ Prefix: 'frames/cameras/', ExpirationInDays: 14, Status: 'Enabled' }),
      ]),
    },
  });
});

it('the function reads uploads, appends to bronze and deletes nothing', async () => {
  const { templates } = await synthEverything();
  const policies = Object.entries(resources(templates.ingestion, 'AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('CamerasInboxHandler'),
  );
  expect(policies).toHaveLength(1);
  expect(JSON.stringify(policies)).not.toMatch(/s3:Delete|s3:\*/);
});
