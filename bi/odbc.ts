import { awsProfile, profileStep } from './aws-profile';
import type { Connection } from './connection';
import type { Kit } from './kit';

/** The name under which the driver's installer registers it. */
const ODBC_DRIVER = 'Amazon Athena ODBC (x64)';

/**
 * Properties of the Athena ODBC 2.x driver, which insists on a location for results although the workgroup
 * enforces its own.
 *
 * @throws Error when the connection has no location for results
 * @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-main-connection-parameters.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-iam-profile.html
 */
export function odbcProperties(connection: Connection): Readonly<Record<string, string>> {
  if (connection.resultsLocation === undefined) {
    throw new Error("The ODBC driver needs the location of the workgroup's results; give resultsLocation.");
  }
  return {
    AwsRegion: connection.region,
    Catalog: connection.catalog,
    Schema: connection.database,
    Workgroup: connection.workgroup,
    S3OutputLocation: connection.resultsLocation,
    AuthenticationType: 'IAM Profile',
    AWSProfile: connection.profile,
  };
}

export function odbcConnectionString(connection: Connection): string {
  const pairs = Object.entries(odbcProperties(connection)).map(([name, value]) => `${name}=${value};`);
  return `Driver={${ODBC_DRIVER}};${pairs.join('')}`;
}

/** A data source as an `odbc.ini` holds it. @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-getting-started-linux.html */
export function odbcIni(connection: Connection): string {
  const lines = Object.entries(odbcProperties(connection)).map(([name, value]) => `${name}=${value}`);
  return [`[${connection.profile}]`, `Driver=${ODBC_DRIVER}`, ...lines, ''].join('\n');
}

export function odbcKit(connection: Connection): Kit {
  return {
    files: [
      awsProfile(connection),
      { name: 'odbc-connection-string.txt', content: `${odbcConnectionString(connection)}\n` },
      { name: 'odbc.ini', content: odbcIni(connection) },
    ],
    steps: [
      profileStep(connection),
      `Install the Athena ODBC 2.x driver ("${ODBC_DRIVER}").`,
      'Windows: add a User DSN with these properties in the ODBC Data Source Administrator. Elsewhere: add odbc.ini to ~/.odbc.ini, with the path of the driver as Driver.',
    ],
  };
}
