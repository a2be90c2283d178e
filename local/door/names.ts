/** The bucket with results, as clients name it. */
export const RESULTS_BUCKET = 'headwater-local-results';
/** The account that clients see: there is none. */
export const ACCOUNT = '000000000000';
export const CATALOG = 'AwsDataCatalog';
export const ENGINE_VERSION = 'Athena engine version 3';
/** What everybody has who names no work group; here a second name for the persona's own. */
export const PRIMARY = 'primary';

export const workGroupName = (persona: string): string => `headwater-local-${persona}`;
export const resultsLocation = (persona: string): string => `s3://${RESULTS_BUCKET}/${persona}/`;
/** Where a client would find the data of a table; nobody can read there. */
export const tableLocation = (database: string, table: string): string =>
  `s3://headwater-local-${database}/${table}/`;

/** A time as the JSON protocols write it: seconds since 1970. */
export const seconds = (time: Date): number => time.getTime() / 1000;
