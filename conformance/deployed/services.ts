import { randomUUID } from 'node:crypto';
import { publicationUnits, publishUnit } from '../../core/disclosure';
import { systemClock, type SqlEngine, type SqlRow, type SqlValue } from '../../core/ports';
import { migrate } from '../../lambdas/migrate/migrate';
import type { LocalLake } from '../../local/lake';
import { DirectoryObjectStore } from '../../local/store/directory-object-store';
import { FileLedger } from '../../local/store/file-ledger';
import { TrinoError } from '../trino/client';
import type { Trino } from '../trino/trino';
import { StateError, type Json } from './interpreter';
import { StateServices } from './state-services';
import { TrinoCatalog } from './trino-catalog';

/** Bytes that Athena takes. @see https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const STATEMENT_LIMIT = 262_144;

interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Parameters of the services that are called. */
interface Parameters {
  readonly QueryString?: string;
  readonly ExecutionParameters?: readonly string[];
  readonly QueryExecutionId?: string;
  readonly FunctionName?: string;
  readonly Payload?: Json;
}

/** A statement that was sent, and what became of it. */
export interface Sent {
  readonly state: string;
  readonly bytes: number;
  /** Milliseconds. */
  readonly took: number;
  readonly error?: string;
}

/** What the state machines call: Athena is Trino, the two functions run here on their own core. */
export class Services {
  readonly sent: Sent[] = [];
  private readonly answers = new Map<string, Answer>();
  private readonly catalog: TrinoCatalog;
  private readonly state: StateServices;

  constructor(
    private readonly trino: Trino,
    private readonly lake: LocalLake,
    /** Where what was published is remembered, and what the function of migrations keeps. */
    private readonly directory: string,
    private readonly threshold: number,
  ) {
    this.catalog = new TrinoCatalog(trino);
    this.state = new StateServices(lake.bronze);
  }

  readonly perform = async (resource: string, given: Json, state: string): Promise<Json> => {
    const parameters = given as Parameters;
    const service = resource.replace(/^arn:[^:]*:states:::/, '');
    const own = await this.state.perform(service, given);
    if (own !== undefined) return own;
    switch (service) {
      case 'athena:startQueryExecution.sync':
        return this.start(parameters, state);
      case 'aws-sdk:athena:getQueryResults':
        return this.results(parameters.QueryExecutionId ?? '');
      case 'lambda:invoke':
        return this.invoke(parameters.FunctionName ?? '', parameters.Payload ?? {});
      // Metrics and evaluations are of AWS alone.
      case 'aws-sdk:cloudwatch:putMetricData':
      case 'aws-sdk:glue:startDataQualityRulesetEvaluationRun':
        return {};
      default:
        throw new Error(`Nothing stands for ${service} here.`);
    }
  };

  private async start(
    { QueryString: sql, ExecutionParameters: values }: Parameters,
    state: string,
  ): Promise<Json> {
    const id = `query-${randomUUID()}`;
    this.answers.set(id, await this.run(sql ?? '', values ?? [], state));
    return { QueryExecution: { QueryExecutionId: id } };
  }

  private async run(sql: string, values: readonly string[], state: string): Promise<Answer> {
    const began = performance.now();
    const bytes = Buffer.byteLength(sql);
    const note = (error?: string): void => {
      this.sent.push({
        state,
        bytes,
        took: performance.now() - began,
        ...(error !== undefined && { error }),
      });
    };
    if (bytes > STATEMENT_LIMIT) {
      note('too long');
      throw new StateError('Athena.InvalidRequestException', `${state} sends ${bytes} bytes`);
    }
    try {
      const said = here(asTrinoSays(sql));
      const prepared =
        values.length === 0
          ? said
          : `EXECUTE IMMEDIATE '${said.replaceAll("'", "''")}' USING ${values.map(here).join(', ')}`;
      const { columns, rows } = await this.trino.query(prepared);
      note();
      return {
        names: columns.map(({ name }) => name),
        rows: rows.map((row) => row.map((value) => (value === null ? null : textOf(value)))),
      };
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      note(`${error.code}: ${error.message}`);
      throw new StateError('States.TaskFailed', `${error.code}: ${error.message}`);
    }
  }

  private results(id: string): Json {
    const answer = this.answers.get(id);
    if (!answer) throw new StateError('Athena.InvalidRequestException', `No query ${id}`);
    const data = (row: readonly (string | null)[]): Json => ({
      Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
    });
    return { ResultSet: { Rows: [data(answer.names), ...answer.rows.slice(0, 1).map(data)] } };
  }

  private async invoke(name: string, payload: Json): Promise<Json> {
    const { totals, figures, threshold } = payload as {
      totals?: string;
      figures?: Record<string, string>;
      threshold?: number;
    };
    if (totals === undefined) return (await this.migrate()) as Json;
    const models = this.lake.datasets.flatMap((dataset) => dataset.models);
    const unit = publicationUnits(models).find((each) => each.totals.name === totals);
    if (!unit) throw new StateError('UnknownUnitError', `${name} doesn't know ${totals}`);
    await publishUnit(
      {
        engine: this.engine(`Publish ${totals}`),
        store: new DirectoryObjectStore(this.directory),
        clock: systemClock,
        threshold: threshold ?? this.threshold,
        figuresOf: (model) => figures?.[model.name] ?? '',
      },
      unit,
    );
    return {};
  }

  private async migrate(): Promise<unknown> {
    const closed = { CreateDatabaseDefaultPermissions: [], CreateTableDefaultPermissions: [] };
    return migrate(this.lake.datasets, {
      catalog: this.catalog,
      settings: {
        getSettings: async () => Promise.resolve(closed),
        putSettings: async () => Promise.resolve(),
      },
      permissions: {
        permissionsOf: async () => Promise.resolve([]),
        revoke: async () => Promise.resolve(false),
      },
      catalogId: '111122223333',
      bronze: this.lake.bronze,
      ledger: new FileLedger(this.lake.layout.ledger, systemClock),
      clock: systemClock,
      locationOf: ({ database, name }) => `s3://lake/${database}/${name}`,
      log: () => undefined,
    });
  }

  /** Athena for a function: values come as text. */
  private engine(state: string): SqlEngine {
    return {
      query: async (sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> => {
        const values = parameters.map((value) =>
          typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
        );
        const { names, rows } = await this.run(sql, values, state);
        return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
      },
    };
  }
}

/** Paths of bronze objects on this machine. */
const here = (sql: string): string => sql.replaceAll(/s3:\/\/[^/']+\//g, 'local:///bronze/');

/** The two statements that Athena has of its own, in Trino's words. Snapshots end at once, so that files go. */
function asTrinoSays(sql: string): string {
  return sql
    .replace(/^OPTIMIZE (\S+) REWRITE DATA USING BIN_PACK$/, 'ALTER TABLE $1 EXECUTE optimize')
    .replace(/^VACUUM (\S+)$/, "ALTER TABLE $1 EXECUTE expire_snapshots(retention_threshold => '0s')");
}

/** A value of Trino's protocol: numbers of 64 bits keep their digits. */
function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text);
  return String(value);
}
