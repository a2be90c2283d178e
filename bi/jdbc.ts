import { awsProfile, profileStep } from './aws-profile';
import type { Connection } from './connection';
import type { Kit } from './kit';

/**
 * Properties of the Athena JDBC 3.x driver.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-basic-connection-parameters.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-aws-configuration-profile-credentials.html
 */
export function jdbcProperties(connection: Connection): Readonly<Record<string, string>> {
  return {
    Region: connection.region,
    Catalog: connection.catalog,
    Database: connection.database,
    WorkGroup: connection.workgroup,
    ...(connection.resultsLocation !== undefined && { OutputLocation: connection.resultsLocation }),
    CredentialsProvider: 'ProfileCredentials',
    ProfileName: connection.profile,
  };
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-getting-started.html */
export function jdbcUrl(connection: Connection): string {
  const pairs = Object.entries(jdbcProperties(connection)).map(([name, value]) => `${name}=${value};`);
  return `jdbc:athena://${pairs.join('')}`;
}

export function jdbcKit(connection: Connection): Kit {
  return {
    files: [awsProfile(connection), { name: 'jdbc-url.txt', content: `${jdbcUrl(connection)}\n` }],
    steps: [
      profileStep(connection),
      'Install the Athena JDBC 3.x driver, class com.amazon.athena.jdbc.AthenaDriver.',
      'Give the tool the URL of jdbc-url.txt; leave user and password empty.',
    ],
  };
}
