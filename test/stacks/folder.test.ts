import { Match } from 'aws-cdk-lib/assertions';
import { resources, synth, synthEverything } from '../support/synth';

it('an environment that asks for no drop bucket has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/"Drop/);
});

describe('files that are dropped', () => {
  it('are told by S3, below the prefix only, and wait in a queue', async () => {
    const { templates } = await synthEverything();
    templates.ingestion.hasResourceProperties('AWS::Events::Rule', {
      Description: 'Files that arrived for drop',
      EventPattern: { detail: { object: { key: [{ prefix: 'incoming/' }] } } },
    });
    templates.ingestion.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 20, deadLetterTargetArn: Match.anyValue() },
    });
  });

  it('are read and never changed by the function, which may only add to bronze', async () => {
    const { templates } = await synthEverything();
    const policy = Object.entries(resources(templates.ingestion, 'AWS::IAM::Policy')).find(([id]) =>
      id.startsWith('DropInboxHandlerRole'),
    )?.[1];
    const { Statement: statements } = policy?.Properties.PolicyDocument as {
      Statement: { Action: string | string[] }[];
    };
    const actions = statements
      .flatMap(({ Action: action }) => action)
      .filter((action) => action.startsWith('s3:'));
    expect([...new Set(actions)].sort()).toEqual([
      's3:GetBucketLocation',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });
});
