import { accessOf } from '../../core/governance/access';
import type { GovernedTable } from '../../core/governance/governed-table';
import type { PersonaConfig } from '../../core/governance/persona';
import type { Finding } from '../finding';
import type { Proof } from '../proof';

/**
 * Whoever may read what Iceberg keeps beside a table sees the whole table anyway. `$files` and `$partitions` hold
 * the least and the largest value of every column of its files. Lake Formation doesn't evaluate them: Athena refuses
 * them, and `$path`, unless somebody sees all columns that the catalog has, and all rows.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg.html#querying-iceberg-considerations-and-limitations
 */
export function checkMetadataTables({ evaluation, tables, personas }: Proof): Finding[] {
  return personas.flatMap((persona) =>
    evaluation.personas
      .filter((each) => each.persona === persona.name)
      .flatMap((found) =>
        tables
          .filter(({ database, name }) =>
            found.tables.some((each) => each.database === database && each.name === name && each.isWhole),
          )
          .flatMap((table) => told(table, persona)),
      ),
  );
}

/** Bounds of columns that the table's files have and that the persona isn't to see. */
function told(table: GovernedTable, persona: PersonaConfig): Finding[] {
  const due = accessOf(persona, table).columns;
  const subject = `${table.database}.${table.name}`;
  return table.columns
    .filter(({ name }) => !due.includes(name))
    .map(({ name }): Finding => ({
      rule: 'metadata',
      subject: `${subject}.${name}`,
      message: `${persona.name} may read "${table.name}$files", which holds bounds of ${subject}.${name}`,
    }));
}
