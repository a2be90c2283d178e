import type { Templates } from '../access-proof/template';
import { Executions } from '../conformance/deployed/executions';
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
const EVERY = OBJECT.everyMinutes * 60_000;
const RUN = 'run';

/**
 * Bytes of bronze that Athena scans for each byte of a steady stream, loaded every hour of a day: the machine of a load as it is
 * deployed runs, and its statements' own bounds say which objects they read.
 */
export async function scannedOfALandedByte(templates: Templates): Promise<number> {
  const { scanned } = await new SteadyStream(machineNamed(templates, /-load-\w+$/).machine).lastDay();
  return scanned;
}

/** What a day of a dataset that asks for minutes comes to. */
export interface DayInMinutes {
  /** Bytes of bronze that Athena scans for each byte. */
  readonly scanned: number;
  /** Of a run that finds something new, its load included. */
  readonly statements: number;
  readonly states: number;
}

/** The same of a dataset that asks for minutes: its own runs, and the hourly one beside them. */
export async function dayInMinutes(templates: Templates): Promise<DayInMinutes> {
  const { name, machine } = machineNamed(templates, /-minutes-\w+$/);
  const load = machineNamed(templates, new RegExp(`${name.replace('-minutes-', '-load-')}$`));
  return new SteadyStream(load.machine, machine).lastDay();
}

/** @throws Error when there is none of such a name */
function machineNamed(
  templates: Templates,
  like: RegExp,
): { readonly name: string; readonly machine: Machine } {
  for (const { properties } of templates.ofType('AWS::StepFunctions::StateMachine')) {
    const { StateMachineName: name, DefinitionString: definition } = properties;
    if (typeof name !== 'string' || !like.test(name)) continue;
    return { name, machine: JSON.parse(String(definition)) as Machine };
  }
  throw new Error(`The templates have no machine whose name is like ${String(like)}.`);
}

class SteadyStream {
  private readonly objects: ObjectInfo[] = [];
  private readonly state = new StateServices({ list: () => this.listed() });
  private readonly prefix: string;
  private readonly lock: string;
  private time = START;
  private scanned = 0;
  private sent = 0;
  private count = { runs: 0, statements: 0, states: 0 };

  constructor(
    private readonly load: Machine,
    /** Runs of the dataset's own. @default it has none */
    private readonly own?: Machine,
  ) {
    const text = JSON.stringify(load);
    this.prefix = /"Prefix":"([^"]+)"/.exec(text)?.[1] ?? '';
    this.lock = /"id":\{"S":"(tables[^"]*)"/.exec(text)?.[1] ?? '';
  }

  async lastDay(): Promise<DayInMinutes> {
    for (; this.time < START + DAYS * DAY;) {
      if (this.time === START + (DAYS - 1) * DAY) {
        this.scanned = 0;
        this.count = { runs: 0, statements: 0, states: 0 };
      }
      for (let object = 0; object < HOUR / EVERY; object++) {
        if (object > 0 && this.own) await this.ownRun(this.own);
        this.land();
        this.time += EVERY;
      }
      await this.hourly();
    }
    const { runs, statements, states } = this.count;
    return {
      scanned: this.scanned / ((DAY / EVERY) * OBJECT.bytes),
      statements: statements / Math.max(1, runs),
      states: states / Math.max(1, runs),
    };
  }

  private land(): void {
    const [, time = ''] = new Date(this.time).toISOString().split('T');
    const key = `${this.prefix}${dayOf(this.time)}/${time.replaceAll(/[:.]/g, '')}-0.json`;
    this.objects.push({ key, size: OBJECT.bytes, lastModified: new Date(this.time), metadata: {} });
  }

  /** What the run of a dataset's own does when a look has found something. */
  private async ownRun(own: Machine): Promise<void> {
    const before = this.sent;
    const entered = (): void => void (this.count.states += 1);
    const now = (): Date => new Date(this.time);
    const executions = new Executions(() => this.load, this.perform, { now }, { entered });
    await executions.start(own, new Date(this.time).toISOString(), {});
    this.count.runs += 1;
    this.count.statements += this.sent - before;
  }

  private async hourly(): Promise<void> {
    const lock = { collection: { S: 'locks' }, id: { S: this.lock } };
    const [time, day] = [new Date(this.time).toISOString(), this.time - 2 * DAY];
    await this.state.perform('dynamodb:putItem', { Item: { ...lock, holder: { S: RUN } } });
    await runMachine(this.load, {
      input: {
        backfill: false,
        whole_days: new Date(this.time).getUTCHours() === SWEEP_HOUR,
        asked_from: dayOf(day),
        asked_to: dayOf(this.time),
        most_turns: 1,
        run_id: time,
        started_at: time.slice(0, -1),
        AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: RUN,
      },
      context: { Execution: { Name: time, Id: time, StartTime: time } },
      perform: this.perform,
    });
    await this.state.perform('dynamodb:deleteItem', { Key: lock });
  }

  private readonly perform: Execution['perform'] = async (resource, given) => {
    const own = await this.state.perform(resource.replace(/^.*:states:::/, ''), given);
    if (own !== undefined) return own;
    const { QueryString: sql, ExecutionParameters: values = [] } = given as {
      readonly QueryString?: string;
      readonly ExecutionParameters?: readonly string[];
    };
    if (sql === undefined) return EVERYTHING_LANDED;
    this.sent += 1;
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
