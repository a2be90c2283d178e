import { inWords, isChangeMapping, type Dataset, type GoldModel } from '../contracts';
import { bronzeTable, modelTable, qualified, silverTables, SYSTEM_TABLES, type Table } from '../tables';

/** The data dictionary in Markdown: every table that people see, computed from the contracts. */
export function dataDictionary(datasets: readonly Dataset[]): string {
  return [
    '# Data dictionary',
    '',
    'Made from the contracts by `npm run generate`. What a sensitivity class means is in [governance.md](governance.md).',
    '',
    ...datasets.flatMap(chapter),
    '## The lake’s own tables',
    '',
    ...SYSTEM_TABLES.flatMap(section),
  ].join('\n');
}

function chapter(dataset: Dataset): string[] {
  const facts: [string, string][] = [
    [
      'Contract',
      `${dataset.version}, may ${dataset.evolution === 'evolve' ? 'gain optional columns' : 'not change'} within a major version`,
    ],
    ['Owner', dataset.owner],
    ['Domain', dataset.domain],
    ['Key', dataset.key.join(', ')],
    ['Loaded by', loadOf(dataset)],
    ['Latest version by', dataset.versionedBy ? `${dataset.versionedBy}, else arrival` : 'arrival'],
    ...(dataset.freshWithinMinutes === undefined
      ? []
      : [['Fresh', `within ${inWords(dataset.freshWithinMinutes)}`] satisfies [string, string]]),
    ['Bronze kept', dataset.retentionDays === undefined ? 'for ever' : `${dataset.retentionDays} days`],
  ];
  return [
    `## ${dataset.name}`,
    '',
    dataset.description,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    '',
    ...(dataset.checks.length > 0
      ? [
          'Records that fail a check are quarantined under its name:',
          '',
          ...dataset.checks.map(({ name, description }) => `- \`${name}\`: ${description}`),
          '',
        ]
      : []),
    ...section(bronzeTable(dataset)),
    ...silverTables(dataset).flatMap(section),
    ...dataset.models.flatMap((model) => [...section(modelTable(model)), ...disclosures(model)]),
  ];
}

function loadOf({ load, history }: Dataset): string {
  const strategy = isChangeMapping(load)
    ? `changes, in the order of ${load.position.map(({ path }) => path).join(', ')}`
    : load;
  return history ? `${strategy}, with history` : strategy;
}

/** Why columns that let personal or health data through are no disclosure, one line for each reason. */
function disclosures(model: GoldModel): string[] {
  const columns = Object.entries(model.columns);
  const reasons = new Set(columns.flatMap(([, { disclosed }]) => disclosed ?? []));
  const lines = [...reasons].map((reason) => {
    const names = columns.filter(([, { disclosed }]) => disclosed === reason).map(([name]) => name);
    return `- ${names.join(', ')}: ${reason}`;
  });
  return lines.length > 0 ? ['Why these are no disclosure:', '', ...lines, ''] : [];
}

function section(table: Table): string[] {
  return [
    `### ${qualified(table)}`,
    '',
    table.description + (table.key.length > 0 ? ` One row per ${table.key.join(', ')}.` : ''),
    '',
    '| column | type | class | meaning |',
    '|---|---|---|---|',
    ...table.columns.map(
      ({ name, type, sensitivity, description }) =>
        `| ${name} | ${type} | ${sensitivity} | ${description.replaceAll('|', '\\|')} |`,
    ),
    '',
  ];
}
