import type { Templates } from '../access-proof/template';
import { runMachine, type Execution, type Json, type Machine } from '../conformance/deployed/interpreter';
import { StateServices } from '../conformance/deployed/state-services';
import type { ObjectInfo } from '../core/ports';

/** A stream that lands one object of so many bytes in every so many minutes. */
const OBJECT = { bytes: 1_000, everyMinutes: 20 };
/** Days that are run, of which the last is counted: the sweep reaches back over those before. */
const DAYS = 3;
/** The hour whose run sweeps. */
const SWEEP_HOUR = 4;
const START = Date.UTC(2026, 0, 1);
const [HOUR, DAY] = [3_600_000, 86_400_000];
const RUN = 'run';

/**
 * Bytes of bronze that Athena scans for each byte of a steady stream, loaded every hour of a day: the machine of a load as it is
 * deployed runs, and its statements' own bounds say which objects they read.
 */
export async function scannedOfALandedByte(templates: Templates): Promise<number> {
  const [machine] = templates.where(
    ({ Type: type, Properties: properties }) =>
      type === 'AWS::StepFunctions::StateMachine' &&
      /-load-/.test(JSON.stringify(properties?.StateMachineName)),
  );
  if (!machine) throw new Error('The templates have no machine that loads a dataset.');
  const definition = JSON.parse(String(machine.properties.DefinitionString)) as Machine;
  const prefix = /"Prefix":"([^"]+)"/.exec(JSON.stringify(definition))?.[1] ?? '';
  return new SteadyStream(definition, prefix).lastDay();
}

class SteadyStream {
  private readonly objects: ObjectInfo[] = [];
  private readonly state = new StateServices({ list: () => this.listed() });
  private scanned = 0;

  constructor(
    private readonly machine: Machine,
    private readonly prefix: string,
  ) {}

  async lastDay(): Promise<number> {
    await this.state.perform('dynamodb:putItem', {
      Item: { collection: { S: 'locks' }, id: { S: 'tables' }, holder: { S: RUN } },
    });
    for (let now = START; now < START + DAYS * DAY; now += HOUR) {
      if (now === START + (DAYS - 1) * DAY) this.scanned = 0;
      this.land(now);
      await this.run(now + HOUR);
    }
    return this.scanned / ((DAY / 60_000 / OBJECT.everyMinutes) * OBJECT.bytes);
  }

  private land(from: number): void {
    for (let at = from; at < from + HOUR; at += OBJECT.everyMinutes * 60_000) {
      const [, time = ''] = new Date(at).toISOString().split('T');
      const key = `${this.prefix}${dayOf(at)}/${time.replaceAll(/[:.]/g, '')}-0.json`;
      this.objects.push({ key, size: OBJECT.bytes, lastModified: new Date(at), metadata: {} });
    }
  }

  private async run(now: number): Promise<void> {
    const time = new Date(now).toISOString();
    await runMachine(this.machine, {
      input: {
        backfill: false,
        whole_days: new Date(now).getUTCHours() === SWEEP_HOUR,
        asked_from: dayOf(now - 2 * DAY),
        asked_to: dayOf(now),
        run_id: time,
        started_at: time.slice(0, -1),
        AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: RUN,
      },
      context: { Execution: { Name: time, Id: time, StartTime: time } },
      perform: this.perform,
    });
  }

  private readonly perform: Execution['perform'] = async (resource, given) => {
    const own = await this.state.perform(resource.replace(/^.*:states:::/, ''), given);
    if (own !== undefined) return own;
    const { QueryString: sql, ExecutionParameters: values = [] } = given as {
      readonly QueryString?: string;
      readonly ExecutionParameters?: readonly string[];
    };
    if (sql === undefined) return EVERYTHING_LANDED;
    this.scanned += this.bytesOf(withValues(sql, values));
    return { QueryExecution: { QueryExecutionId: 'query' } };
  };

  /** Bytes of the bronze objects that a statement reads. */
  private bytesOf(sql: string): number {
    const reads = [...sql.matchAll(/\bbronze\.\w+/g)].length;
    const bounds = [...sql.matchAll(BOUNDS)];
    if (bounds.length !== reads)
      throw new Error(
        `A statement reads bronze without bounds that are understood here: ${sql.slice(0, 200)}`,
      );
    return bounds
      .flatMap(([, from = '', to = '', after = '', until = '~']) =>
        this.objects.filter(({ key }) => {
          const [path, day] = [`s3://bucket/${key}`, key.slice(this.prefix.length, this.prefix.length + 10)];
          return day >= from && day <= to && path > anyBucket(after) && path <= anyBucket(until);
        }),
      )
      .reduce((sum, { size }) => sum + size, 0);
  }

  private async *listed(): AsyncGenerator<ObjectInfo> {
    yield* this.objects;
  }
}

/** What a statement says of the objects that it reads; Trino leaves out files by both of them. */
const BOUNDS =
  /\bbronze\.\w+ WHERE dt BETWEEN '([^']*)' AND '([^']*)'(?: AND "\$path" > '([^']*)' AND "\$path" <= '([^']*)')?/g;

const EVERYTHING_LANDED: Json = {
  ResultSet: {
    Rows: [
      ['landed', 'unaccounted', 'missing'],
      ['1', '0', '0'],
    ].map((row) => ({
      Data: row.map((VarCharValue) => ({ VarCharValue })),
    })),
  },
};

const anyBucket = (path: string): string => path.replace(/^s3:\/\/[^/]+\//, 's3://bucket/');

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');

function withValues(sql: string, values: readonly string[]): string {
  let at = 0;
  const place = (part: string): string => (part === '?' ? (values[at++] ?? part) : part);
  return values.length === 0 ? sql : sql.replaceAll(/'(?:[^']|'')*'|\?/g, place);
}
