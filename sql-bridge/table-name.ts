import { quoteName } from './bridge';
import { nameOf } from './identifier';
import type { Fields } from './node';
import { refused } from './unsupported';

/** Names that DuckDB would look up outside the lake: files, settings, its own catalog. */
const OUTSIDE = /[^\w$ -]/;
const INTERNAL = /^(duckdb_|pragma_|sqlite_|pg_|temp$|system$)/i;

/**
 * Writes the name of a table, `[awsdatacatalog.]database.table`.
 *
 * @throws SqlTranslationError when DuckDB could take the name for a file or a system table
 */
export function tableName(fields: Fields): string {
  const catalog = fields.sub('catalog', 'identifier');
  if (catalog && nameOf(catalog).toLowerCase() !== 'awsdatacatalog') {
    throw refused(
      'a table of another catalog',
      'a table of AwsDataCatalog',
      'Leave out the name of the catalog.',
    );
  }
  const schema = fields.sub('schema', 'identifier');
  const parts = [...(schema ? [nameOf(schema)] : []), nameOf(fields.sub('name', 'identifier'))];
  for (const part of parts) {
    if (OUTSIDE.test(part) || INTERNAL.test(part)) {
      throw refused(
        'a table name that reaches outside the lake',
        'a table of the lake',
        'Name a table with letters, digits and underscores.',
      );
    }
  }
  return parts.map(quoteName).join('.');
}
