import type { SavedChart } from '../analytics';
import type { ColumnType, Dataset, GoldModel } from '../contracts';
import { accessOf, governedTables, type PersonaConfig } from '../governance';
import { modelTable, qualified } from '../tables';
import type { ChartView } from './api';

/** Rows that a chart takes. */
const MAX_ROWS = 5_000;
const NUMBERS = /^(int|bigint|double|decimal\(.*\))$/;
const TIMES: readonly ColumnType[] = ['date', 'timestamp'];

/** A chart for each gold model of which a persona sees figures, and those that are declared by themselves. */
export function chartsOf(
  persona: PersonaConfig,
  datasets: readonly Dataset[],
  saved: readonly SavedChart[],
): readonly ChartView[] {
  const tables = new Map(governedTables(datasets).map((table) => [qualified(table), table]));
  const ofModels = datasets
    .flatMap(({ models }) => models)
    .flatMap((model) => {
      const table = tables.get(qualified(modelTable(model)));
      const chart = table && chartOf(model, accessOf(persona, table).columns);
      return chart ? [chart] : [];
    });
  return [...ofModels, ...saved.map(savedView)];
}

function savedView({ name, description, kind, x, series, measures, sql }: SavedChart): ChartView {
  return { table: name, description, kind, x, series, measures, sql: sql() };
}

/** How a model is drawn: on a map where it says where, over time where it says when, else by its first text. */
export function chartOf(model: GoldModel, visible: readonly string[]): ChartView | undefined {
  const columns = Object.entries(model.columns).filter(([name]) => visible.includes(name));
  const named = (test: (name: string, type: ColumnType) => boolean): string[] =>
    columns.filter(([name, { type }]) => test(name, type)).map(([name]) => name);
  const figures = named((name, type) => NUMBERS.test(type) && !model.grain.includes(name));
  const texts = named((name, type) => type === 'string' && model.grain.includes(name));
  const [latitude] = named((name) => /^(lat|latitude)$/.test(name));
  const [longitude] = named((name) => /^(lon|lng|longitude)$/.test(name));
  const times = named((_name, type) => TIMES.includes(type));
  const time = times.find((name) => model.grain.includes(name)) ?? times[0];
  if (latitude !== undefined && longitude !== undefined)
    return drawn(model, 'map', longitude, texts[0], [
      latitude,
      ...figures.filter((name) => name !== latitude && name !== longitude),
    ]);
  if (figures.length === 0) return undefined;
  // The last text names what a code before it stands for.
  if (time !== undefined && model.grain.includes(time))
    return drawn(model, 'line', time, texts.at(-1), figures);
  const across = texts.at(-1) ?? time ?? model.grain[0];
  return across === undefined ? undefined : drawn(model, 'bar', across, undefined, figures);
}

function drawn(
  model: GoldModel,
  kind: ChartView['kind'],
  x: string,
  series: string | undefined,
  measures: readonly string[],
): ChartView {
  const columns = [...new Set([x, ...(series === undefined ? [] : [series]), ...measures])];
  const table = qualified(modelTable(model));
  const order = kind === 'bar' ? `${measures[0]} DESC NULLS LAST` : x;
  return {
    table,
    description: model.description,
    kind,
    x,
    series,
    measures,
    sql: `SELECT ${columns.join(', ')}\nFROM ${table}\nWHERE ${x} IS NOT NULL\nORDER BY ${order}\nLIMIT ${MAX_ROWS}`,
  };
}
