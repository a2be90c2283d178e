import { useMemo, useState } from 'preact/hooks';
import type { QueryError, ResultPage, SavedQueryView, TableView } from '../../core/console/api';
import { Chart, type Drawing } from '../chart';
import { Editor } from '../editor';
import { csvFile } from '../csv-file';
import { ask, download, errorOf, records, run, type Answer } from '../lake';
import type { PageProps } from '../main';
import { Awaited, Rows } from '../parts';
import { useLake } from '../use-lake';

const HISTORY = 'headwater-console-history';
const REMEMBERED = 30;
const FIRST = 'SELECT *\nFROM gold.immunizations_by_vaccine\nORDER BY doses DESC';

/** Statements as a persona, their rows and a drawing of them. */
export function Sql(props: PageProps) {
  const { persona } = props;
  const found = useLake(
    async () => ({ tables: await ask('catalog', persona, {}), saved: await ask('saved', persona, {}) }),
    [persona],
  );
  return <Awaited of={found}>{(known) => <Workbench {...props} {...known} />}</Awaited>;
}

interface WorkbenchProps extends PageProps {
  readonly tables: readonly TableView[];
  readonly saved: readonly SavedQueryView[];
}

function Workbench({ persona, givesFiles, tables, saved }: WorkbenchProps) {
  const [given, setGiven] = useState({ sql: FIRST });
  const [text, setText] = useState(FIRST);
  const choose = (sql: string): void => setGiven({ sql });
  const [underWay, setUnderWay] = useState<string>();
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<QueryError>();
  const [history, setHistory] = useState(remembered);
  const schema = useMemo(() => schemaOf(tables), [tables]);
  const start = async (): Promise<void> => {
    if (underWay !== undefined) return;
    setUnderWay('');
    setError(undefined);
    setAnswer(undefined);
    setHistory(remember(text));
    try {
      const done = await run(persona, text, setUnderWay);
      setError(done.page.error);
      if (done.page.state === 'SUCCEEDED') setAnswer(done);
    } catch (refused) {
      setError(errorOf(refused));
    } finally {
      setUnderWay(undefined);
    }
  };
  return (
    <>
      <div class="bar">
        <Choice
          label="Saved queries"
          choices={saved.map((each) => [each.description, each.sql])}
          onChosen={choose}
        />
        <Choice
          label="History"
          choices={history.map((sql) => [sql.replaceAll(/\s+/g, ' ').slice(0, 80), sql])}
          onChosen={choose}
        />
      </div>
      <Editor given={given} onText={setText} onRun={() => void start()} schema={schema} error={error} />
      <div class="bar">
        <button type="button" class="main" disabled={underWay !== undefined} onClick={() => void start()}>
          Run as {persona}
        </button>
        <button
          type="button"
          disabled={!underWay}
          onClick={() => underWay && void ask('stop', persona, { id: underWay })}
        >
          Stop
        </button>
        <span>Ctrl-Enter runs it.</span>
      </div>
      {underWay !== undefined && <p role="status">Running …</p>}
      {error && (
        <p role="alert" class="problem">
          {error.code}: {error.message}
        </p>
      )}
      {answer && <Result key={answer.id} persona={persona} givesFiles={givesFiles} answer={answer} />}
    </>
  );
}

function Choice({
  label,
  choices,
  onChosen,
}: {
  readonly label: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChosen: (sql: string) => void;
}) {
  return (
    <label>
      {label}{' '}
      <select
        value=""
        onChange={({ currentTarget }) => currentTarget.value !== '' && onChosen(currentTarget.value)}
      >
        <option value="">choose …</option>
        {choices.map(([title, sql]) => (
          <option value={sql}>{title}</option>
        ))}
      </select>
    </label>
  );
}

interface ResultProps {
  readonly persona: string;
  readonly givesFiles: boolean;
  readonly answer: Answer;
}

function Result({ persona, givesFiles, answer: { id, page } }: ResultProps) {
  const [rows, setRows] = useState(page.rows);
  const [next, setNext] = useState(page.next);
  const [isLoading, setLoading] = useState(false);
  const drawing = useMemo(() => drawingOf(page), [page]);
  const more = async (): Promise<void> => {
    if (next === undefined || isLoading) return;
    setLoading(true);
    const found = await ask('result', persona, { id, from: next });
    setRows([...rows, ...found.rows]);
    setNext(found.next);
    setLoading(false);
  };
  return (
    <>
      <p role="status">
        {rowsOf(page, rows.length, next !== undefined)} rows in {page.milliseconds} ms,{' '}
        {((page.scannedBytes ?? 0) / 1e6).toFixed(1)} MB scanned.{' '}
        <button
          type="button"
          onClick={() =>
            void save(async () => (givesFiles ? download(persona, id) : wholeFile(persona, id, page)))
          }
        >
          Download CSV
        </button>
      </p>
      <Rows
        label="Result"
        columns={page.columns.map(({ name }) => name)}
        rows={rows}
        onEnd={() => void more()}
      />
      {drawing && (
        <details>
          <summary>
            Chart of {drawing.y} by {drawing.x}
          </summary>
          <Chart drawing={drawing} label={`${drawing.y} by ${drawing.x}: ${page.rows.length} rows`} />
        </details>
      )}
    </>
  );
}

/** A chart of any result: on a map, over time, or the first figure by the first text. */
function drawingOf(page: ResultPage): Drawing | undefined {
  const data = records(page);
  const named = (test: RegExp): string[] =>
    page.columns.filter(({ name }) => test.test(name)).map(({ name }) => name);
  const typed = (test: RegExp): string[] =>
    page.columns.filter(({ type }) => test.test(type)).map(({ name }) => name);
  const [latitude] = named(/^(lat|latitude)$/);
  const [longitude] = named(/^(lon|lng|longitude)$/);
  if (latitude !== undefined && longitude !== undefined)
    return { kind: 'map', x: longitude, y: latitude, series: undefined, data };
  const [figure] = typed(/^(tinyint|smallint|integer|bigint|float|double|decimal)/);
  if (figure === undefined || data.length === 0) return undefined;
  const [time] = typed(/^(date|timestamp)/);
  const texts = typed(/^varchar/);
  if (time !== undefined) return { kind: 'line', x: time, y: figure, series: texts[0], data };
  const across = texts.at(-1);
  return across === undefined ? undefined : { kind: 'bar', x: across, y: figure, series: undefined, data };
}

/** How many there are, or at least are. */
const rowsOf = ({ rowCount }: ResultPage, shown: number, isMore: boolean): string =>
  rowCount === undefined
    ? `${shown.toLocaleString('en')}${isMore ? ' and more' : ''}`
    : rowCount.toLocaleString('en');

/** A file of all rows, fetched page by page. */
async function wholeFile(persona: string, id: string, first: ResultPage): Promise<Blob> {
  const rows = [...first.rows];
  for (let { next } = first; next !== undefined;) {
    const page = await ask('result', persona, { id, from: next });
    for (const row of page.rows) rows.push(row);
    ({ next } = page);
  }
  return csvFile(
    first.columns.map(({ name }) => name),
    rows,
  );
}

async function save(file: () => Promise<Blob>): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await file());
  link.download = 'result.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Statements stay in this browser tab alone: they may hold what somebody looked for. */
function remembered(): readonly string[] {
  return JSON.parse(sessionStorage.getItem(HISTORY) ?? '[]') as readonly string[];
}

function remember(sql: string): readonly string[] {
  const kept = [sql, ...remembered().filter((each) => each !== sql)].slice(0, REMEMBERED);
  sessionStorage.setItem(HISTORY, JSON.stringify(kept));
  return kept;
}

function schemaOf(tables: readonly TableView[]): Record<string, Record<string, string[]>> {
  const schema: Record<string, Record<string, string[]>> = {};
  for (const { database, name, columns } of tables)
    (schema[database] ??= {})[name] = columns.map((column) => column.name);
  return schema;
}
