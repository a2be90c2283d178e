import type { Dataset, GoldModel } from '../../contracts';
import { modelTable, qualified, silverTables, SYSTEM_TABLES, type Table } from '../../tables';
import { modelSql } from '../gold-plan';
import { loadedSqlParser, parseStatements } from '../sql-parser';
import { showing, unfollowed, without, worst, type Exposure, type Shown } from './exposure';
import { relationOf } from './query';
import type { Relation, Scope } from './scope';

/**
 * Holds gold models to what makes them fit for everybody: no column of theirs is one person's value, and none
 * sums up a group that may be of one person. A column may say why it is no disclosure nevertheless
 * (`disclosed` in its contract); where SQL can't be followed to its tables, it has to.
 *
 * What is followed is where values come from. Which rows a model picks is not, nor whether the people counted are
 * those of the figure, nor whether a total gives a withheld figure away, nor whether a year tells an age over 89:
 * those stay with the author.
 *
 * @throws Error naming model, column and expression, and what to do, when a column discloses without a reason
 *   or has a reason it doesn't need; when the parser isn't loaded yet
 */
export function checkDisclosure(models: readonly GoldModel[], datasets: readonly Dataset[]): void {
  const tables = [
    ...datasets.flatMap(silverTables),
    ...SYSTEM_TABLES,
    ...datasets.flatMap((dataset) => dataset.models.map(modelTable)),
  ];
  const relations = new Map(tables.map((table) => [qualified(table), tableRelation(table)]));
  const problems = models.flatMap((model) => disclosures(model, relations));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function tableRelation(table: Table): Relation {
  const exposures = table.columns.map(({ name, sensitivity }): Exposure[] =>
    sensitivity === 'personal' || sensitivity === 'health'
      ? [{ of: 'one', column: `${qualified(table)}.${name}`, sensitivity }]
      : [],
  );
  const most = worst(exposures.flat());
  return {
    columns: table.columns.map(({ name }, at) => [name, showing(exposures[at] ?? [])] as const),
    rows: most ? [{ of: 'group', column: `rows of ${qualified(table)}`, sensitivity: most.sensitivity }] : [],
    isComplete: true,
  };
}

function disclosures(model: GoldModel, relations: Scope['relations']): string[] {
  const parser = loadedSqlParser();
  const text: Scope['text'] = (node) => (parser.generate([node], parser.Dialect.Trino).sql ?? []).join();
  const [query] = parseStatements(modelSql(model)) as unknown[];
  const { columns } = relationOf(query, {
    relationOf,
    sources: [],
    relations,
    outer: undefined,
    keys: undefined,
    text,
  });
  const { counted } = model;
  const named = (name: string): Shown[] => {
    const found = columns.filter(([each]) => each === name).map(([, shown]) => shown);
    return found.length > 0 ? found : [unfollowed(`column ${name}`)];
  };
  const ungiven = (counted?.amounts ?? [])
    .filter(({ largest }) => !columns.some(([each]) => each === largest))
    .map(({ largest }) => `${whereOf(model, largest)} is no column of its SELECT; counted.amounts needs it.`);
  const columnProblems = Object.entries(model.columns).flatMap(([name, { disclosed }]) => {
    if (name === counted?.withheld) return [];
    const shown = named(name);
    const where = whereOf(model, name);
    if (name === counted?.people && !shown.every(({ countsPeople }) => countsPeople))
      return [
        `${where} is said to count people and isn't count(DISTINCT person), of a column that is personal.`,
      ];
    // What sums up a group is judged when it is published.
    const isAmount = counted?.amounts?.some(({ amount }) => amount === name) === true;
    const judged = counted
      ? shown.map((each) => without(each, 'group', ...(isAmount ? ['amount' as const] : [])))
      : shown;
    const exposure = worst(judged.flatMap(({ exposures }) => exposures));
    if (exposure && disclosed === undefined) return [`${where} ${sentence(exposure)}`];
    if (exposure || disclosed === undefined) return [];
    return [`${where} gives a reason in disclosed and discloses nothing: take the reason out.`];
  });
  return [...columnProblems, ...ungiven];
}

const whereOf = (model: GoldModel, column: string): string =>
  `Model ${qualified(modelTable(model))}, column "${column}"`;

function sentence({ of, column, sensitivity, by }: Exposure): string {
  const source = `${column} (${sensitivity})${by === undefined ? '' : `, by ${by}`}`;
  const reason = "or give the column disclosed: 'why this is no disclosure' in its contract.";
  switch (of) {
    case 'one':
      return `shows one person's ${source}. Count it, generalise it to year(...), leave it out, ${reason}`;
    case 'amount':
      return `sums up ${source}, of which one person's may be nearly all. Declare a sum in counted.amounts, with the largest that one person adds; count instead, ${reason}`;
    case 'group':
      return `shows ${source}, however few people are in a group. Declare what the model counts (counted), ${reason}`;
  }
}
