import { SCALAR_TYPES } from '../../core/contracts';
import type { TagAssignment, Tags } from '../../core/governance/tags';
import type { Database, IcebergPartition } from '../../core/tables';
import type { Catalog, CatalogTable, IcebergDefinition } from '../../lambdas/migrate/catalog';
import type { Trino } from '../trino/trino';

const TRINO_TYPES: Readonly<Record<string, string>> = {
  string: 'varchar',
  long: 'bigint',
  int: 'integer',
  timestamp: 'timestamp(6)',
};
const trinoType = (iceberg: string): string => TRINO_TYPES[iceberg] ?? iceberg;

function glueType(trino: string): string {
  if (trino === 'bigint') return 'bigint';
  return SCALAR_TYPES.find((type) => trinoType(type) === trino) ?? trino;
}

/** The catalog that a migration works on, as Iceberg tables of Trino. Tags are remembered and decide nothing. */
export class TrinoCatalog implements Catalog {
  private readonly tags = new Map<string, Tags>();

  constructor(private readonly trino: Trino) {}

  async tables(database: Database): Promise<CatalogTable[]> {
    const catalog = database === 'bronze' ? 'hive' : 'iceberg';
    const { rows } = await this.trino.query(
      `SELECT table_name, column_name, data_type FROM ${catalog}.information_schema.columns
      WHERE table_schema = '${database}' ORDER BY table_name, ordinal_position`,
    );
    const tables = new Map<string, [table: string, column: string, type: string][]>();
    for (const row of rows as [string, string, string][])
      tables.set(row[0], [...(tables.get(row[0]) ?? []), row]);
    return [...tables].map(([name, columns]) => ({
      database,
      name,
      location: `local:///${database}/${name}`,
      columns: columns.map(([, column, type], index) => ({
        id: database === 'bronze' ? 0 : index + 1,
        name: column,
        type: glueType(type),
        tags: this.tags.get(`${database}.${name}.${column}`) ?? {},
      })),
      lastColumnId: columns.length,
      tags: this.tags.get(`${database}.${name}`) ?? {},
    }));
  }

  async create(definition: IcebergDefinition, partitions: readonly IcebergPartition[]): Promise<void> {
    const { database, name, fields } = definition;
    const columns = fields.map((field) => `"${field.name}" ${trinoType(field.type)}`);
    const partitioning = partitions.map(({ source, transform }) => {
      const column = fields.find(({ id }) => id === source)?.name ?? '';
      const [, kind, size] = /^(\w+)(?:\[(\d+)\])?$/.exec(transform) ?? [];
      if (kind === 'identity') return `'${column}'`;
      return `'${kind}(${column}${size === undefined ? '' : `, ${size}`})'`;
    });
    const spec = partitioning.length > 0 ? `, partitioning = ARRAY[${partitioning.join(', ')}]` : '';
    await this.trino.query(
      `CREATE TABLE iceberg.${database}."${name}" (${columns.join(', ')}) WITH (format = 'PARQUET', format_version = 2${spec})`,
    );
  }

  async evolve({ database, name, fields }: IcebergDefinition): Promise<void> {
    const table = `iceberg.${database}."${name}"`;
    const current = (await this.tables(database)).find((each) => each.name === name);
    for (const field of fields) {
      const column = current?.columns.find((each) => each.name === field.name);
      const type = trinoType(field.type);
      if (!column) await this.trino.query(`ALTER TABLE ${table} ADD COLUMN "${field.name}" ${type}`);
      else if (trinoType(column.type) !== type)
        await this.trino.query(`ALTER TABLE ${table} ALTER COLUMN "${field.name}" SET DATA TYPE ${type}`);
    }
  }

  async tag({ database, table, columns, tags }: TagAssignment): Promise<void> {
    const name = `${database}.${table}`;
    for (const place of columns ? columns.map((column) => `${name}.${column}`) : [name]) {
      this.tags.set(place, { ...this.tags.get(place), ...tags });
    }
    return Promise.resolve();
  }
}
