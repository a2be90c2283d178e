import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResource as Location } from 'aws-cdk-lib/aws-lakeformation';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../../datasets';
import { ENVIRONMENT_NAMES, everything, loadEnvironment } from '../../lib/config';
import { acknowledgeWildcard, addChecks, LakeChecks } from '../../lib/nag';
import { loadSqlParser } from '../../core/plan';
import { addLake } from '../../lib/stacks/lake';
import { testApp } from '../support/synth';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingResources: readonly unknown[];
    }[];
    readonly suppressedViolations?: readonly { readonly ruleName: string; readonly reason?: string }[];
  }[];
}

beforeAll(loadSqlParser);

function reportOf(app: ReturnType<typeof testApp>): Report['pluginReports'] {
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('validation-report.json')) throw error;
  }
  return (JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report)
    .pluginReports;
}

const environments = [
  ...ENVIRONMENT_NAMES.map((name) => [name, loadEnvironment(name)] as const),
  ['prod with everything', everything()] as const,
];

describe.each(environments)('in %s', (_name, environment) => {
  it('no finding of AWS Solutions, the HIPAA pack or our own is left without a reason', () => {
    const app = testApp();
    addLake(app, { environment, datasets });
    addChecks(app);
    const reports = reportOf(app);
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
    const reasons = reports.flatMap(({ suppressedViolations = [] }) =>
      suppressedViolations.map(({ reason }) => reason ?? ''),
    );
    expect(reasons.length).toBeGreaterThan(20);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(20);
  });
});

describe('our own checks', () => {
  const found = (build: (stack: Stack) => void): string[] => {
    const stack = new Stack(testApp(), 'Stack');
    build(stack);
    return new LakeChecks(stack).validateScope(stack).violations.map(({ ruleName }) => ruleName);
  };

  it('find a workgroup whose settings can be overridden', () => {
    const group = (enforce: boolean) => (stack: Stack) =>
      void new CfnWorkGroup(stack, 'WorkGroup', {
        name: 'group',
        workGroupConfiguration: {
          enforceWorkGroupConfiguration: enforce,
          bytesScannedCutoffPerQuery: 10_000_000,
          resultConfiguration: { encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: 'key' } },
        },
      });
    expect(found(group(false))).toEqual(['Headwater-WorkGroupGoverned']);
    expect(found(group(true))).toEqual([]);
  });

  it('find a database that is open to IAM', () => {
    const database = (closed: boolean) => (stack: Stack) =>
      void new CfnDatabase(stack, 'Database', {
        catalogId: stack.account,
        databaseInput: { name: 'database', ...(closed && { createTableDefaultPermissions: [] }) },
      });
    expect(found(database(false))).toEqual(['Headwater-DatabaseClosed']);
    expect(found(database(true))).toEqual([]);
  });

  it('find a location with hybrid access', () => {
    const location = (hybridAccessEnabled: boolean) => (stack: Stack) =>
      void new Location(stack, 'Location', {
        resourceArn: 'arn',
        useServiceLinkedRole: false,
        hybridAccessEnabled,
      });
    expect(found(location(true))).toEqual(['Headwater-LocationGoverned']);
    expect(found(location(false))).toEqual([]);
  });
});

it('a wildcard is acknowledged only where a reason names it', () => {
  const app = testApp();
  addChecks(app);
  const stack = new Stack(app, 'Stack');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: ['arn:aws:s3:::one/*', 'arn:aws:s3:::two/*'],
    }),
  );
  acknowledgeWildcard(role, /one\/\*$/, 'Objects of bucket one.');
  const names = reportOf(app).flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
  expect(names).toEqual(['AwsSolutions-IAM5[Resource::arn:aws:s3:::two/*]']);
});
