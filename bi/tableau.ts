import { awsProfile, profileStep } from './aws-profile';
import type { Connection } from './connection';
import { jdbcUrl } from './jdbc';
import type { Kit } from './kit';

/** The 2.x driver signs in with SDK 1 for Java, which knows neither IAM Identity Center nor chained profiles. */
const PROVIDER = 'com.simba.athena.amazonaws.auth.profile.ProfileCredentialsProvider';

/** Name of the profile through which the 2.x driver has the AWS CLI sign in. */
function processProfile({ profile }: Connection): string {
  return `${profile}-process`;
}

/**
 * A profile that asks the AWS CLI for the role's credentials, which can sign in in every way. SDK 1 looks for it
 * in the credentials file; it holds none.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
function processCredentials(connection: Connection): string {
  return [
    `[${processProfile(connection)}]`,
    `credential_process = aws configure export-credentials --profile ${connection.profile} --format process`,
    '',
  ].join('\n');
}

/**
 * `athena.properties`: properties of the JDBC 2.x driver that Tableau's Athena connector adds to those of its
 * dialog, one per line, in a file without byte order mark.
 *
 * @see https://help.salesforce.com/s/articleView?id=001456683&language=en_US&type=1
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v2.html
 */
export function tableauProperties(connection: Connection): string {
  const properties = {
    Workgroup: connection.workgroup,
    AwsCredentialsProviderClass: PROVIDER,
    AwsCredentialsProviderArguments: processProfile(connection),
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/**
 * Both ways in: Tableau's own Athena connector, built on the JDBC 2.x driver, and its connector for any JDBC
 * driver with 3.x.
 *
 * @see https://help.tableau.com/current/pro/desktop/en-us/examples_otherdatabases_jdbc.htm
 */
export function tableauKit(connection: Connection): Kit {
  const { region, catalog, database, resultsLocation } = connection;
  const staging = resultsLocation ?? 'any s3:// location (the workgroup enforces its own)';
  return {
    files: [
      awsProfile(connection),
      { name: 'aws-credentials.ini', content: processCredentials(connection) },
      { name: 'athena.properties', content: tableauProperties(connection) },
      { name: 'jdbc-url.txt', content: `${jdbcUrl(connection)}\n` },
    ],
    steps: [
      profileStep(connection),
      'Tableau’s Athena connector: put the Athena JDBC 2.x driver (with AWS SDK) into Tableau’s folder for drivers, append aws-credentials.ini to ~/.aws/credentials, put athena.properties into "My Tableau Repository/Datasources" and restart Tableau. The AWS CLI 2 must be on the path.',
      `Connect > Amazon Athena: Server athena.${region}.amazonaws.com, Port 443, S3 Staging Directory ${staging}; the profile signs in, so any text will do as access key and secret.`,
      'Or the JDBC 3.x driver: put its uber jar into that folder instead, and Connect > Other Databases (JDBC): URL as in jdbc-url.txt, dialect SQL92, no username or password.',
      `Choose catalog ${catalog} and database ${database}.`,
    ],
  };
}
