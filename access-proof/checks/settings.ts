import type { Evaluation } from '../evaluate';
import type { Finding } from '../finding';
import { isForServices, kindOf } from '../lake-roles';
import type { Proof } from '../proof';

/** The role with which CloudFormation deploys, as the CDK bootstraps it. */
const DEPLOYER = /^arn:aws:iam::\d{12}:role\/cdk-[a-z0-9]+-cfn-exec-role-\d{12}-[a-z0-9-]+$/;

/**
 * Nobody but services of the lake and the deployment administers Lake Formation, and no setting of the account
 * lets anybody past its grants.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_DataLakeSettings.html
 */
export function checkSettings({ evaluation }: Proof): Finding[] {
  return evaluation.lakeFormation.settings.flatMap((settings) => [
    ...(settings.Admins ?? [])
      .map(({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier)
      .filter((admin) => !mayAdminister(admin, evaluation))
      .map((admin): Finding => ({
        rule: 'administrator',
        subject: nameOf(admin, evaluation),
        message: `${nameOf(admin, evaluation)} is a Lake Formation administrator and can grant itself anything`,
      })),
    ...[
      settings.AllowExternalDataFiltering === true &&
        'lets engines outside filter rows and columns themselves',
      settings.AllowFullTableExternalDataAccess === true && 'lets engines outside read whole tables',
      (settings.CreateDatabaseDefaultPermissions ?? []).length > 0 && 'opens new databases by default',
      (settings.CreateTableDefaultPermissions ?? []).length > 0 && 'opens new tables by default',
      (settings.TrustedResourceOwners ?? []).length > 0 && 'trusts other accounts',
    ]
      .filter((problem) => problem !== false)
      .map((problem): Finding => ({
        rule: 'settings',
        subject: 'DataLakeSettings',
        message: `The DataLakeSettings of a stack ${problem}`,
      })),
  ]);
}

function mayAdminister(arn: string, { iam }: Evaluation): boolean {
  if (DEPLOYER.test(arn)) return true;
  const role = iam.role(arn);
  return role !== undefined && kindOf(role) === 'service' && isForServices(role);
}

function nameOf(arn: string, { personas }: Evaluation): string {
  return personas.find(({ role }) => role.principal.arn === arn)?.persona ?? arn;
}
