import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { Dataset } from '../../core/contracts';
import { bronzeTable, DATABASES, DISCOVERY, type Database } from '../../core/tables';
import type { Zones } from './zones';

const DESCRIPTIONS: Readonly<Record<Database | typeof DISCOVERY, string>> = {
  bronze: 'Records as they came',
  staging: 'Records of the run under way',
  silver: 'Typed records, one row per key',
  gold: 'Aggregates without people',
  discovery: 'What crawlers found and no contract declares',
};

export interface LakeDatabasesProps {
  readonly zones: Zones;
  readonly datasets: readonly Dataset[];
}

/** The databases of the catalog, none of which gives anybody a permission by default, and the bronze tables. */
export class LakeDatabases extends Construct {
  constructor(scope: Construct, id: string, props: LakeDatabasesProps) {
    super(scope, id);
    const { bronze, silver, gold } = props.zones;
    const buckets = { bronze, staging: silver, silver, gold };
    const databases = DATABASES.map((name) =>
      this.database(name, `s3://${buckets[name].bucket.bucketName}/${name === 'bronze' ? '' : `${name}/`}`),
    );
    this.database(DISCOVERY);
    for (const dataset of props.datasets) {
      const table = bronzeCatalogTable(this, dataset, `s3://${bronze.bucket.bucketName}/${dataset.bronze}/`);
      table.node.addDependency(...databases);
    }
  }

  private database(name: keyof typeof DESCRIPTIONS, locationUri?: string): CfnDatabase {
    return new CfnDatabase(this, `Database-${name}`, {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name,
        description: DESCRIPTIONS[name],
        ...(locationUri && { locationUri }),
        createTableDefaultPermissions: [],
      },
    });
  }
}

/**
 * A table with one column, the line as it is: a SerDe that parses JSON would fail on a malformed line or
 * drop it. Days need no crawler, Athena computes them.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
function bronzeCatalogTable(scope: Construct, dataset: Dataset, location: string): CfnTable {
  const table = bronzeTable(dataset);
  return new CfnTable(scope, `Table-${table.name}`, {
    catalogId: Aws.ACCOUNT_ID,
    databaseName: table.database,
    tableInput: {
      name: table.name,
      description: table.description,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'dt', type: 'string', comment: 'Day of arrival, UTC, YYYY/MM/DD' }],
      parameters: {
        EXTERNAL: 'TRUE',
        // Whether objects are encrypted by the client; they are encrypted by S3.
        has_encrypted_data: 'false',
        'projection.enabled': 'true',
        'projection.dt.type': 'date',
        'projection.dt.format': 'yyyy/MM/dd',
        'projection.dt.range': '2024/01/01,NOW',
        'projection.dt.interval': '1',
        'projection.dt.interval.unit': 'DAYS',
        'storage.location.template': `${location}\${dt}/`,
      },
      storageDescriptor: {
        location,
        columns: table.columns.map(({ name, type, description }) => ({ name, type, comment: description })),
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: {
          serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
          // JSON escapes control characters, so no line has this one and the whole line is the column.
          parameters: { 'field.delim': '\u0001', 'serialization.format': '\u0001' },
        },
      },
    },
  });
}
