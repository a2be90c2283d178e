import { randomUUID } from 'node:crypto';
import { LANDING_ENV } from '../../core/environment-names';
import { INTAKE_ENV } from '../../lambdas/intake/names';
import { sampleLines } from '../support/immunization';
import type { DeployedFunction } from './support/deployed-function';
import { FunctionRole } from './support/function-role';
import { findDeployment, type Deployment } from './support/deployment';
import { FaultyLink, type Call } from './support/faulty-link';
import { post } from './support/ingestion-api';
import { DeployedStream } from './support/stream';

let lake: Deployment;
let stream: DeployedStream;
beforeAll(async () => {
  lake = await findDeployment();
  stream = new DeployedStream(lake);
});
afterAll(() => stream.close());

interface Observed {
  /** The function's. */
  readonly arn: string;
  readonly calls: readonly Call[];
}

/** The calls that a function makes while it does its work, of the services that some variables lead to. */
async function observe(
  fn: DeployedFunction,
  endpointVariables: readonly string[],
  work: () => Promise<void>,
): Promise<Observed> {
  const link = await FaultyLink.to(lake.endpoint);
  const deployed = await fn.configuration();
  const routed = Object.fromEntries(endpointVariables.map((name) => [name, link.url]));
  const Variables = { ...deployed.Environment.Variables, ...routed };
  try {
    await fn.configure({ ...deployed, Environment: { Variables } });
    await work();
    return { arn: deployed.FunctionArn, calls: [...link.calls] };
  } finally {
    await fn.configure(deployed);
    await link.close();
  }
}

/** What IAM is asked about a call. */
function question({ path, target, body }: Call, dynamo: string): [action: string, resource: string] {
  if (target !== undefined) {
    const { TableName: table = '' } = JSON.parse(body.toString('utf8')) as { TableName?: string };
    return [`dynamodb:${target.slice(target.indexOf('.') + 1)}`, `${dynamo}:table/${table}`];
  }
  const { pathname, searchParams } = new URL(path, 'http://s3');
  return [
    `s3:${searchParams.get('x-id') ?? 'unknown'}`,
    `arn:aws:s3:::${decodeURIComponent(pathname.slice(1))}`,
  ];
}

function expectAllowed(role: FunctionRole, { arn, calls }: Observed): void {
  const [, , , region, account] = arn.split(':');
  const questions = new Map(
    calls
      .map((call) => question(call, `arn:aws:dynamodb:${region}:${account}`))
      .map((asked) => [asked.join(' '), asked]),
  );
  expect(questions.size).toBeGreaterThan(1);
  for (const [name, [action, resource]] of questions) {
    expect({ name, allowed: role.allows(action, resource) }).toEqual({ name, allowed: true });
  }
}

test('the role of landing allows every call that landing makes, and no deletion', async () => {
  const role = FunctionRole.of(Object.values(LANDING_ENV));
  const observed = await observe(lake.landing, ['AWS_ENDPOINT_URL'], async () => {
    await post(lake, sampleLines.join('\n'));
    await stream.landed();
  });
  expectAllowed(role, observed);
  const bronze = `arn:aws:s3:::${lake.bronzeBucket}/immunizations/a.json`;
  // Asked when an earlier try has left the object behind.
  expect(role.allows('s3:GetObject', bronze)).toBe(true);
  expect(role.allows('s3:DeleteObject', bronze)).toBe(false);
});

test('the role of intake allows every call of the ledger that intake makes, and none of bronze', async () => {
  const role = FunctionRole.of(Object.values(INTAKE_ENV));
  const observed = await observe(lake.intake, ['AWS_ENDPOINT_URL_DYNAMODB'], async () => {
    await post(lake, sampleLines.join('\n'), { idempotencyKey: randomUUID() });
  });
  expectAllowed(role, observed);
  const bronze = `arn:aws:s3:::${lake.bronzeBucket}/immunizations/a.json`;
  expect(role.allows('s3:GetObject', bronze)).toBe(false);
});
