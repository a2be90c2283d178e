import { awsProfile, profileStep } from './aws-profile';
import type { Connection } from './connection';
import { jdbcProperties } from './jdbc';
import type { Kit } from './kit';

/** The Athena JDBC driver that is installed for Tableau. Its named connector was built on 2.x. */
export type TableauDriver = '2.x' | '3.x';

/**
 * `athena.properties`: driver properties that Tableau's Athena connector adds to those of its dialog, one per
 * line, in a file without byte order mark.
 *
 * @see https://help.salesforce.com/s/articleView?id=001456683&language=en_US&type=1
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v2.html
 */
export function tableauProperties(connection: Connection, driver: TableauDriver = '2.x'): string {
  const { WorkGroup = '', CredentialsProvider = '', ProfileName = '' } = jdbcProperties(connection);
  const properties =
    driver === '3.x'
      ? { WorkGroup, CredentialsProvider, ProfileName }
      : {
          Workgroup: WorkGroup,
          AwsCredentialsProviderClass: 'com.simba.athena.amazonaws.auth.profile.ProfileCredentialsProvider',
          AwsCredentialsProviderArguments: ProfileName,
        };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

export function tableauKit(connection: Connection, driver: TableauDriver = '2.x'): Kit {
  const staging = connection.resultsLocation ?? 'any s3:// location (the workgroup enforces its own)';
  return {
    files: [
      awsProfile(connection),
      { name: 'athena.properties', content: tableauProperties(connection, driver) },
    ],
    steps: [
      profileStep(connection),
      `Install the Athena JDBC ${driver} driver for Tableau.`,
      'Put athena.properties into "My Tableau Repository/Datasources" and restart Tableau.',
      `Connect > Amazon Athena: Server athena.${connection.region}.amazonaws.com, Port 443, S3 Staging Directory ${staging}; the profile signs in, so any text will do as access key and secret.`,
      `Choose catalog ${connection.catalog} and database ${connection.database}.`,
    ],
  };
}
