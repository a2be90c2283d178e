import { writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { datasets } from '../../../datasets';
import { SqlError, textRows, typeText } from '../../../sql-bridge';
import { PersonaEngine, type Ready } from '../../access';
import { lakeTables } from '../../access/lake-tables';
import { layoutOf, resultsOf } from '../../layout';
import { columnInfo } from '../results/column-info';
import { metadataFile } from '../results/metadata-file';
import { ResultFile } from '../results/result-file';
import { csvRows, jsonRows, textLines, type RowWriter } from '../results/result-text';
import { copyResult, type Copied } from './copy-result';
import type { Done, Order, Output } from './order';
import { writeParquet } from './write-parquet';

/** Below so many bytes to read, rows are few as a rule, and to write them here takes less time than to plan a copy. */
const FEW_BYTES = 262_144;

/** Runs statements of one persona, and keeps what it has loaded while the lake stays as it is. */
export class StatementRunner {
  private open: { readonly version: string; readonly engine: PersonaEngine } | undefined;
  private running: Ready['engine'] | undefined;
  private now = '';
  private readonly sizes = new Map<string, number>();

  /** @throws SqlError or AthenaError */
  async run(order: Order): Promise<Done> {
    this.now = order.now;
    const engine = await this.engineOf(order);
    const { sql, statement, parameters, database, limits } = order;
    const ready = await engine.ready({
      sql,
      statement,
      parameters,
      ...(database !== undefined && { database }),
    });
    const scannedBytes = await this.scanned(ready.tables, order);
    if (scannedBytes > limits.scannedBytes)
      throw new SqlError('EXCEEDED_SCAN_LIMIT', 'Bytes scanned limit was exceeded');
    this.running = ready.engine;
    const { output } = order;
    try {
      const written =
        output.kind === 'parquet'
          ? await writeParquet(ready, output, limits)
          : await this.write(ready, order, output, scannedBytes > FEW_BYTES);
      return { ...written, scannedBytes };
    } finally {
      this.running = undefined;
      // Bronze grows all the time: what was copied of it isn't what is there at the next statement.
      if (ready.tables.some((table) => table.startsWith('bronze.'))) this.close();
    }
  }

  interrupt(): void {
    this.running?.interrupt();
  }

  private async engineOf({ version, persona, lakeDir, files, own, limits }: Order): Promise<PersonaEngine> {
    if (this.open?.version === version) return this.open.engine;
    this.close();
    const layout = layoutOf(lakeDir);
    const engine = await PersonaEngine.open({
      persona,
      datasets,
      own,
      show: lakeTables(layout, datasets, {
        currentFiles: async ({ database, name }) => files[`${database}.${name}`],
      }),
      results: resolve(resultsOf(layout, persona.name)),
      engine: {
        scratch: layout.scratch,
        memoryMb: limits.memoryMb,
        clock: { now: () => new Date(this.now) },
      },
    });
    this.open = { version, engine };
    return engine;
  }

  private async write(
    ready: Ready,
    { limits }: Order,
    output: RowsOutput,
    isLarge: boolean,
  ): Promise<Pick<Done, 'kind' | 'columns' | 'rows' | 'resultBytes'>> {
    const typed = ready.translation.columns ?? [];
    const columns = typed.map(({ name, type }) => columnInfo(name, type, typeText(type)));
    const isCopied = isLarge && output.kind === 'csv' && areApart(typed);
    const written = isCopied
      ? await copyCsv(ready, output.path, limits.resultBytes)
      : await writeRows(ready, output, limits.resultBytes);
    if (output.kind === 'csv')
      writeFileSync(`${output.path}.metadata`, metadataFile(output.id, columns), { mode: 0o600 });
    return { kind: 'done', columns, ...written };
  }

  /** Bytes on the disk of the tables that a statement reads. */
  private async scanned(tables: readonly string[], { files, own, lakeDir }: Order): Promise<number> {
    const paths = tables.flatMap((table) => {
      const made = own.find(({ database, name }) => `${database}.${name}` === table);
      return made ? made.files : (files[table] ?? []);
    });
    const sizes = await Promise.all(paths.map((path) => this.sizeOf(path)));
    const raw = tables
      .filter((table) => table.startsWith('bronze.'))
      .map((table) => table.slice('bronze.'.length));
    const objects = await Promise.all(raw.map((name) => sizeBelow(join(layoutOf(lakeDir).bronze, name))));
    return [...sizes, ...objects].reduce((sum, size) => sum + size, 0);
  }

  /** A file is never changed, and may be gone once its table has a later version. */
  private async sizeOf(path: string): Promise<number> {
    const known = this.sizes.get(path);
    if (known !== undefined) return known;
    const { size } = await stat(path);
    this.sizes.set(path, size);
    return size;
  }

  private close(): void {
    this.open?.engine.close();
    this.open = undefined;
  }
}

type RowsOutput = Exclude<Output, { kind: 'parquet' }>;

async function writeRows({ engine, translation }: Ready, output: RowsOutput, limit: number): Promise<Copied> {
  const writer = writerOf(output, translation.columns ?? []);
  const file = ResultFile.create(output.path, limit);
  let rows = 0;
  let resultBytes: number;
  try {
    file.add(writer.header);
    await engine.stream(translation, (chunk) => {
      rows += chunk.length;
      file.add(chunk.map(writer.row).join(''));
    });
  } finally {
    resultBytes = file.close();
  }
  return { rows, resultBytes };
}

/** The same as {@link csvRows} writes. */
async function copyCsv({ engine, translation }: Ready, path: string, limit: number): Promise<Copied> {
  return copyResult(engine, textRows(translation), path, 'FORMAT csv, HEADER true, FORCE_QUOTE *', limit);
}

/** Whether every column has a name of its own: DuckDB gives those another that haven't. */
const areApart = (columns: readonly { readonly name: string }[]): boolean =>
  new Set(columns.map(({ name }) => name.toLowerCase())).size === columns.length &&
  columns.every(({ name }) => name !== '');

function writerOf(output: RowsOutput, columns: Parameters<typeof csvRows>[0]): RowWriter {
  switch (output.kind) {
    case 'csv':
      return csvRows(columns);
    case 'text':
      return textLines(columns, output.isPadded);
    case 'json':
      return jsonRows(columns);
  }
}

async function sizeBelow(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
