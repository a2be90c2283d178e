import { columnShown } from '../catalog/shown-column';
import type { VisibleTable } from '../catalog/visible-catalog';
import { ACCOUNT, seconds, tableLocation } from '../names';

const HIVE = 'org.apache.hadoop.hive.ql.io';
const PARQUET = {
  InputFormat: `${HIVE}.parquet.MapredParquetInputFormat`,
  OutputFormat: `${HIVE}.parquet.MapredParquetOutputFormat`,
  SerdeInfo: { SerializationLibrary: `${HIVE}.parquet.serde.ParquetHiveSerDe`, Parameters: {} },
};
const LINES = {
  InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  OutputFormat: `${HIVE}.HiveIgnoreKeyTextOutputFormat`,
  SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.serde2.RegexSerDe', Parameters: {} },
};

/** A table as Glue's catalog tells of it. @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html#aws-glue-api-catalog-tables-Table */
export function glueTable(table: VisibleTable, createdAt?: Date): object {
  return {
    Name: table.name,
    DatabaseName: table.database,
    Description: table.description,
    CatalogId: ACCOUNT,
    ...(createdAt && { CreateTime: seconds(createdAt), UpdateTime: seconds(createdAt) }),
    TableType: 'EXTERNAL_TABLE',
    Parameters: {
      EXTERNAL: 'TRUE',
      classification: table.database === 'bronze' ? 'text' : 'parquet',
      ...(table.isIceberg && { table_type: 'ICEBERG' }),
    },
    PartitionKeys: table.partitionKeys.map(columnShown),
    StorageDescriptor: {
      Columns: table.columns.map(columnShown),
      Location: table.location ?? tableLocation(table.database, table.name),
      ...(table.database === 'bronze' ? LINES : PARQUET),
      Compressed: false,
      NumberOfBuckets: 0,
      BucketColumns: [],
      SortColumns: [],
      Parameters: {},
      StoredAsSubDirectories: false,
    },
    Retention: 0,
    IsRegisteredWithLakeFormation: true,
  };
}
