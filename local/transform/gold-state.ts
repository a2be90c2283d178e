import type { Dataset, GoldModel } from '../../core/contracts';
import { goldWork, modelsOf, publicationKey, type GoldWork } from '../../core/disclosure';
import { modelSql, type GoldSettings, type Ordered } from '../../core/plan';
import type { Ledger } from '../../core/ports';
import {
  modelTable,
  icebergTables,
  qualified,
  silverTable,
  silverTables,
  type Table,
} from '../../core/tables';
import type { LakeLayout } from '../layout';
import { DirectoryObjectStore } from '../store/directory-object-store';
import type { TableStore } from '../store/table-store';
import { digest } from './digest';

const COLLECTION = 'gold';

/** Work on gold with the tables that it fills and those that it reads. */
export interface GoldStep {
  readonly work: GoldWork;
  /** Names the work: the table it fills, the totals of several. */
  readonly name: string;
  readonly own: readonly Table[];
  readonly inputs: readonly Table[];
  /** Tables whose failure stops it. */
  readonly dependsOn: readonly string[];
}

export function goldSteps(models: readonly Ordered<GoldModel>[], datasets: readonly Dataset[]): GoldStep[] {
  return goldWork(models.map(({ item }) => item)).map((work) => {
    const filled = work.kind === 'refresh' ? [work.model] : modelsOf(work.unit);
    const nodes = models.filter(({ item }) => filled.includes(item));
    const own = filled.map(modelTable);
    const names = own.map(qualified);
    const dependsOn = nodes.flatMap((node) => node.dependsOn).filter((table) => !names.includes(table));
    const name = work.kind === 'refresh' ? work.model.name : work.unit.totals.name;
    return { work, name, own, inputs: tablesOf(dependsOn, datasets), dependsOn };
  });
}

/** A history is filled by the load that fills its table, and named by it. */
function tablesOf(names: readonly string[], datasets: readonly Dataset[]): Table[] {
  const histories = datasets
    .filter((dataset) => names.includes(qualified(silverTable(dataset))))
    .flatMap(silverTables);
  const named = icebergTables(datasets).filter((table) => names.includes(qualified(table)));
  return [...new Map([...named, ...histories].map((table) => [qualified(table), table])).values()];
}

/**
 * Knows from which versions of which tables gold was filled, by which statements: what would be filled from the same
 * again is left.
 */
export class GoldState {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: TableStore,
    private readonly layout: LakeLayout,
    private readonly settings: GoldSettings,
  ) {}

  async isCurrent(step: GoldStep): Promise<boolean> {
    const found = await this.ledger.get<string>(COLLECTION, step.name);
    return found !== undefined && found.value === (await this.digest(step));
  }

  async filled(step: GoldStep): Promise<void> {
    const value = await this.digest(step);
    for (;;) {
      const before = await this.ledger.get<string>(COLLECTION, step.name);
      if (await this.ledger.put(COLLECTION, step.name, value, before?.version ?? 0)) return;
    }
  }

  /** Of everything that decides what the tables hold. */
  private async digest({ work, own, inputs }: GoldStep): Promise<string> {
    const parts: unknown[] = [this.settings];
    if (work.kind === 'refresh') parts.push(modelSql(work.model));
    else {
      const published = await new DirectoryObjectStore(this.layout.root).get(publicationKey(work.unit));
      parts.push(modelsOf(work.unit).map(modelSql), published?.toString('utf8'));
    }
    for (const table of [...own, ...inputs])
      parts.push(qualified(table), (await this.store.current(table))?.id);
    return digest(JSON.stringify(parts));
  }
}
