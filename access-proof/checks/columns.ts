import { covers } from '../../core/contracts';
import { accessOf, isExempt, rowPredicate } from '../../core/governance/access';
import type { GovernedTable } from '../../core/governance/governed-table';
import type { PersonaConfig } from '../../core/governance/persona';
import type { PersonaEvaluation } from '../evaluate';
import type { Finding } from '../finding';
import type { VisibleRows } from '../lake-formation';
import type { Proof } from '../proof';

/** Every persona sees the columns and rows that `accessOf` gives it, and no others. */
export function checkColumns({ evaluation, tables, personas }: Proof): Finding[] {
  return personas.flatMap((persona) =>
    evaluation.personas
      .filter((each) => each.persona === persona.name)
      .flatMap((found) => tables.flatMap((table) => checkTable(found, table, persona))),
  );
}

function checkTable(evaluation: PersonaEvaluation, table: GovernedTable, persona: PersonaConfig): Finding[] {
  const visible = evaluation.tables.find(
    (each) => each.database === table.database && each.name === table.name,
  )?.columns;
  const expected = accessOf(persona, table).columns;
  return table.columns.flatMap(({ name, sensitivity }) => {
    const subject = `${table.database}.${table.name}.${name}`;
    const finding = (rule: Finding['rule'], problem: string): Finding => ({
      rule,
      subject,
      message: `${persona.name} ${problem} ${subject}`,
    });
    const rows = visible?.get(name);
    if (rows === undefined) {
      return expected.includes(name)
        ? [finding('withheld', `is cleared for ${sensitivity} but doesn't see`)]
        : [];
    }
    const findings: Finding[] = [];
    if (!covers(persona.clearance, sensitivity)) {
      findings.push(
        finding('beyond-clearance', `is cleared up to ${persona.clearance} but sees ${sensitivity} column`),
      );
    }
    const zones: readonly string[] = persona.zones;
    if (!zones.includes(table.database))
      findings.push(finding('outside-zones', 'has no business in the zone of'));
    if (!passesFilters(rows, table, name, persona))
      findings.push(finding('unfiltered-rows', 'sees rows that a filter hides in'));
    return findings;
  });
}

function passesFilters(
  rows: VisibleRows,
  table: GovernedTable,
  column: string,
  persona: PersonaConfig,
): boolean {
  if ((table.columnRows[column] ?? table.rows) === 'all' || persona.rowFilterExemptions === 'all')
    return true;
  const due = table.rowFilters.filter(({ id }) => !isExempt(persona, id));
  if (table.rowFilters.length > 0 && due.length === 0) return true;
  const predicate = rowPredicate(due);
  return rows !== 'all' && predicate !== undefined && rows.every((each) => each === predicate);
}
