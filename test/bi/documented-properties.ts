/**
 * Names of connection properties as the drivers' documentation lists them.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-basic-connection-parameters.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-aws-configuration-profile-credentials.html
 */
export const JDBC_3 = [
  'Region',
  'Catalog',
  'Database',
  'WorkGroup',
  'OutputLocation',
  'CredentialsProvider',
  'ProfileName',
];

/** @see https://docs.aws.amazon.com/athena/latest/ug/jdbc-v2.html */
export const JDBC_2 = [
  'AwsRegion',
  'S3OutputLocation',
  'Workgroup',
  'AwsCredentialsProviderClass',
  'AwsCredentialsProviderArguments',
];

/**
 * @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-main-connection-parameters.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-iam-profile.html
 */
export const ODBC_2 = [
  'DSN',
  'Description',
  'Catalog',
  'AwsRegion',
  'Schema',
  'Workgroup',
  'S3OutputLocation',
  'S3OutputEncOption',
  'AuthenticationType',
  'AWSProfile',
];
