import { resources, synth, synthEverything } from '../support/synth';

it('an environment that gives no host has nothing of it', async () => {
  const { templates } = await synth('prod');
  expect(JSON.stringify(templates.ingestion.toJSON())).not.toMatch(/"Performance/);
});

describe('a table that is polled', () => {
  it('is read hourly from the network of its database, by one function at a time', async () => {
    const { templates } = await synthEverything();
    templates.schedules.hasResourceProperties('AWS::Scheduler::Schedule', {
      Description: 'Starts poll-performance',
      ScheduleExpression: 'rate(1 hour)',
    });
    const functions = Object.entries(resources(templates.ingestion, 'AWS::Lambda::Function'));
    const [, fn] = functions.find(([id]) => id.startsWith('PerformancePassHandler')) ?? [];
    expect(fn?.Properties).toMatchObject({
      ReservedConcurrentExecutions: 1,
      VpcConfig: {
        SecurityGroupIds: ['sg-0123456789abcdef0'],
        SubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      },
    });
  });

  it('has its keys compared with the one table of silver that Lake Formation lets it read', async () => {
    const { templates } = await synthEverything();
    templates.access.hasResourceProperties('AWS::LakeFormation::PrincipalPermissions', {
      Resource: { Table: { DatabaseName: 'silver', Name: 'unit_performance' } },
      Permissions: ['SELECT', 'DESCRIBE'],
    });
  });
});
