import { join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import { loadPlan } from '../../core/plan';
import type { Ledger } from '../../core/ports';
import { bronzeObjectsTable, memoryTables, quarantineTable, silverTables } from '../../core/tables';
import { daysOf, filesOf } from '../engine/bronze-objects';
import type { ObjectsByDay } from '../engine/bronze-view';
import type { TableStore } from '../store/table-store';
import { digest } from './digest';

const POSITIONS = 'positions';

/** Objects by their name, with their size in bytes. */
type Objects = Readonly<Record<string, number>>;

/** How far a dataset is loaded: per day of arrival (YYYY/MM/DD) a digest of the objects that were. */
interface Position {
  /** Digest of the statements that have loaded them; other statements begin anew. */
  readonly plan: string;
  readonly days: Readonly<Record<string, string>>;
}

/** The objects of one day that are loaded. */
interface LoadedDay {
  readonly plan: string;
  readonly objects: Objects;
}

/** What lies in bronze and was not loaded. */
export interface News {
  readonly dataset: Dataset;
  /** Whether it is known at all what was loaded. */
  readonly isKnown: boolean;
  /** Days that differ from what was loaded, oldest first. */
  readonly days: readonly string[];
  /** New objects of each day, and those of another size. */
  readonly fresh: ObjectsByDay;
  /** Keys of objects that were loaded and are gone. */
  readonly gone: readonly string[];
  /** All that lies there. */
  readonly listing: ReadonlyMap<string, Objects>;
}

/**
 * Knows what is loaded: object by object, by what lies in bronze and by what runs have verified, never by who landed it. What
 * arrives late or under a clock that was set back is found as well, and what a failed run left is found again.
 * A position that is lost, or whose tables are, costs reading again.
 */
export class Positions {
  constructor(
    private readonly ledger: Ledger,
    private readonly bronze: string,
    private readonly store: TableStore,
  ) {}

  async look(dataset: Dataset): Promise<News> {
    const listing = await this.list(dataset);
    const position = await this.position(dataset);
    const all = new Set([...listing.keys(), ...Object.keys(position?.days ?? {})]);
    const days = [...all].filter((day) => digestOf(listing.get(day)) !== position?.days[day]).sort();
    const fresh = new Map<string, ReadonlySet<string>>();
    const gone: string[] = [];
    for (const day of days) {
      const loaded = position ? await this.loaded(dataset, day) : {};
      const there = listing.get(day) ?? {};
      const names = Object.keys(there).filter((name) => loaded[name] !== there[name]);
      if (names.length > 0) fresh.set(day, new Set(names));
      gone.push(
        ...Object.keys(loaded)
          .filter((name) => there[name] === undefined)
          .map((name) => `${dataset.bronze}/${day}/${name}`),
      );
    }
    return { dataset, isKnown: position !== undefined, days, fresh, gone, listing };
  }

  /** Notes that all that was found on some days is loaded. */
  async advance({ dataset, listing }: News, days: readonly string[]): Promise<void> {
    const plan = planOf(dataset);
    for (const day of days)
      await this.put(`${dataset.name}/${day}`, { plan, objects: listing.get(day) ?? {} });
    const before = (await this.ledger.get<Position>(POSITIONS, dataset.name))?.value;
    const known = before?.plan === plan ? before.days : {};
    const next: Record<string, string> = { ...known };
    for (const day of days) {
      const digest = digestOf(listing.get(day));
      if (digest === undefined) delete next[day];
      else next[day] = digest;
    }
    await this.put(dataset.name, { plan, days: next });
  }

  private async position(dataset: Dataset): Promise<Position | undefined> {
    const tables = [...silverTables(dataset), ...memoryTables(dataset), quarantineTable, bronzeObjectsTable];
    for (const table of tables) if (!(await this.store.current(table))) return undefined;
    const found = (await this.ledger.get<Position>(POSITIONS, dataset.name))?.value;
    return found?.plan === planOf(dataset) ? found : undefined;
  }

  private async loaded(dataset: Dataset, day: string): Promise<Objects> {
    const found = (await this.ledger.get<LoadedDay>(POSITIONS, `${dataset.name}/${day}`))?.value;
    return found?.plan === planOf(dataset) ? found.objects : {};
  }

  private async put(id: string, value: Position | LoadedDay): Promise<void> {
    for (;;) {
      const before = await this.ledger.get(POSITIONS, id);
      if (await this.ledger.put(POSITIONS, id, value, before?.version ?? 0)) return;
    }
  }

  private async list(dataset: Dataset): Promise<Map<string, Objects>> {
    const directory = join(this.bronze, dataset.bronze);
    const listing = new Map<string, Objects>();
    for (const day of await daysOf(directory)) {
      const files = await filesOf(directory, day);
      listing.set(day, Object.fromEntries(files.map(({ name, size }) => [name, size])));
    }
    return listing;
  }
}

function digestOf(objects: Objects | undefined): string | undefined {
  if (objects === undefined || Object.keys(objects).length === 0) return undefined;
  return digest(JSON.stringify(Object.entries(objects).sort()));
}

const plans = new WeakMap<Dataset, string>();

function planOf(dataset: Dataset): string {
  const known = plans.get(dataset);
  if (known !== undefined) return known;
  const made = digest(
    loadPlan(dataset)
      .map(({ sql }) => sql)
      .join(';'),
  );
  plans.set(dataset, made);
  return made;
}
