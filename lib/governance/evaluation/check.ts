import { covers } from '../../contracts';
import { accessOf, isExempt, rowPredicate } from '../access';
import type { GovernedTable } from '../governed-table';
import type { PersonaConfig } from '../persona';
import type { Evaluation, PersonaEvaluation } from './evaluate';
import type { Finding } from './finding';
import type { VisibleRows } from './lake-formation';

/** Everything in which the evaluation differs from what contracts and clearances ask for. */
export function checkAccess(
  evaluation: Evaluation,
  tables: readonly GovernedTable[],
  personas: readonly PersonaConfig[],
): Finding[] {
  return [
    ...personas.flatMap((persona) => checkPersona(evaluation, tables, persona)),
    ...checkTags(evaluation, tables),
    ...checkDatabases(evaluation, tables),
    ...evaluation.undenied.map((bucket): Finding => ({
      rule: 'no-deny',
      subject: bucket,
      message: `${bucket} can be read past Lake Formation by whom IAM allows it; deny direct reads in its policy`,
    })),
  ];
}

function checkPersona(
  evaluation: Evaluation,
  tables: readonly GovernedTable[],
  persona: PersonaConfig,
): Finding[] {
  const found = evaluation.personas.find((each) => each.persona === persona.name);
  if (!found)
    return [
      { rule: 'withheld', subject: persona.name, message: `${persona.name} has no role in the templates` },
    ];
  const findings = found.directReads.map((bucket): Finding => ({
    rule: 'direct-read',
    subject: bucket,
    message: `${persona.name} reads ${bucket} past Lake Formation`,
  }));
  for (const key of found.decrypts) {
    findings.push({
      rule: 'direct-read',
      subject: key,
      message: `${persona.name} may decrypt with ${key} itself`,
    });
  }
  if (found.isAdministrator) {
    findings.push({
      rule: 'administrator',
      subject: persona.name,
      message: `${persona.name} is a Lake Formation administrator and can grant itself anything`,
    });
  }
  return [...findings, ...tables.flatMap((table) => checkTable(found, table, persona))];
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

function checkTags({ lakeFormation }: Evaluation, tables: readonly GovernedTable[]): Finding[] {
  const findings: Finding[] = [];
  for (const table of tables) {
    for (const { name, sensitivity } of table.columns) {
      const tag = lakeFormation.ownTags(table.database, table.name, name).get('sensitivity');
      if (tag === sensitivity) continue;
      const subject = `${table.database}.${table.name}.${name}`;
      findings.push({
        rule: 'missing-tag',
        subject,
        message: `${subject} is classed ${sensitivity} but ${tag === undefined ? 'has no sensitivity tag of its own' : `tagged ${tag}`}`,
      });
    }
  }
  for (const [resource, key, value] of lakeFormation.assignments()) {
    if (lakeFormation.vocabulary.get(key)?.includes(value)) continue;
    findings.push({
      rule: 'unknown-tag',
      subject: resource,
      message: `${resource} is tagged ${key}=${value}, which no LF-tag allows`,
    });
  }
  return findings;
}

function checkDatabases(
  { lakeFormation, locations }: Evaluation,
  tables: readonly GovernedTable[],
): Finding[] {
  const databases = [...new Set(tables.map(({ database }) => database))];
  return databases.flatMap((database): Finding[] => {
    const location = locations.find((each) => each.database === database);
    const problem = location ? location.problem : 'has no location in the templates';
    return [
      ...(lakeFormation.openDatabases.includes(database)
        ? [
            {
              rule: 'open-by-default' as const,
              subject: database,
              message: `New tables in ${database} are open to IAM_ALLOWED_PRINCIPALS; set createTableDefaultPermissions to []`,
            },
          ]
        : []),
      ...(problem === undefined
        ? []
        : [
            {
              rule: 'location' as const,
              subject: database,
              message: `The location of ${database} ${problem}`,
            },
          ]),
    ];
  });
}
