import type { FastifyInstance } from 'fastify';
import type { PersonaConfig } from '../../core/governance';
import type { LocalLake } from '../lake';
import { athenaService } from './athena';
import { withOwn } from './catalog/own-tables';
import { visibleCatalog, type VisibleDatabase } from './catalog/visible-catalog';
import { KeyRing } from './credentials/key-ring';
import { writeConfig } from './credentials/profiles';
import { EnginePool } from './engine/engine-pool';
import type { Limits } from './engine/order';
import { glueService } from './glue';
import { LakeStates } from './lake-state/lake-state';
import type { Caller } from './protocol/caller';
import type { WriteSettings } from './queries/plan-query';
import { OwnTables } from './queries/own-tables';
import { Queries } from './queries/queries';
import { addDoorRoutes } from './routes';
import { addTrinoRoutes } from './trino/routes';
import { Verifier } from './signature/verify';

const LIMITS: Limits = {
  // As a work group of prod has it.
  scannedBytes: 1_000_000_000_000,
  resultBytes: 4_000_000_000,
  memoryMb: 400,
};
/** As Athena's for a SELECT. Milliseconds. @see https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const TIMEOUT_MS = 1_800_000;

export interface DoorOptions {
  readonly lake: LocalLake;
  readonly personas: readonly PersonaConfig[];
  /** @default those of a lake on one machine */
  readonly limits?: Partial<Limits>;
  /** Longest time of a query. Milliseconds. @default 30 minutes */
  readonly timeoutMs?: number;
}

/** What another door of the same process asks with. */
export interface Asking {
  readonly queries: Queries;
  readonly writing: WriteSettings;
  readonly callerOf: (persona: string) => Caller;
}

/** What clients of AWS talk to: Athena, Glue's catalog, S3 and STS, as personas. */
export class Door {
  private constructor(
    private readonly options: DoorOptions,
    private readonly pool: EnginePool,
    /** For the console. */
    readonly asking: Asking,
    readonly states: LakeStates,
  ) {}

  /** Adds the door's routes to a server. */
  static async open(server: FastifyInstance, options: DoorOptions): Promise<Door> {
    const { lake, personas, timeoutMs = TIMEOUT_MS } = options;
    const limits = { ...LIMITS, ...options.limits };
    const keys = await KeyRing.open(
      lake.layout.aws,
      personas.map(({ name }) => name),
    );
    const verifier = new Verifier(keys, lake.clock);
    const pool = new EnginePool();
    const states = new LakeStates(lake);
    const tables = new OwnTables();
    const queries = await Queries.open({ lake, personas, pool, states, tables, limits, timeoutMs });
    const declared = new Map(
      personas.map((persona) => [persona.name, visibleCatalog(persona, lake.datasets)]),
    );
    const catalogOf = ({ persona: { name } }: Caller): readonly VisibleDatabase[] =>
      withOwn(declared.get(name) ?? [], tables.of(name));
    const { clock } = lake;
    const callerOf = (name: string, signature: string): Caller => {
      const persona = personas.find((each) => each.name === name);
      if (!persona) throw new Error('A key of no persona');
      return { persona, signature };
    };
    await addDoorRoutes(server, {
      json: [
        athenaService({ queries, catalogOf, tables, limits, clock }),
        glueService({ catalogOf, tables, clock }),
      ],
      directoryOf: (persona) => queries.directoryOf(persona),
      authenticate: async (request, service): Promise<Caller> => {
        const { persona, signature } = await verifier.verify(request, [service]);
        // Whoever asks who it is will soon ask for more.
        pool.prepare();
        return callerOf(persona, signature);
      },
    });
    const asking: Asking = {
      queries,
      writing: { catalogOf, tables },
      callerOf: (name) => callerOf(name, ''),
    };
    await addTrinoRoutes(server, { ...asking, keys: async () => keys.all() });
    return new Door(options, pool, asking, states);
  }

  /** Writes the profiles that lead here. @returns what to tell whoever started the lake */
  async announce(url: string): Promise<string[]> {
    const { lake, personas } = this.options;
    const { aws } = lake.layout;
    await writeConfig(
      aws,
      personas.map(({ name }) => name),
      url,
    );
    return [
      `Athena        ${url}, for any client of AWS: a profile per persona is in ${aws}`,
      `              export AWS_CONFIG_FILE=${aws}/config AWS_SHARED_CREDENTIALS_FILE=${aws}/credentials AWS_PROFILE=analyst`,
      `Trino         ${url}, catalog awsdatacatalog, a persona as user and its secret key as password`,
    ];
  }

  close(): void {
    this.asking.queries.close();
    this.pool.close();
  }
}
