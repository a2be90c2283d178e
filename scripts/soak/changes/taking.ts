import { declareSource, resolveSources } from '../../../core/sources';
import { kafka } from '../../../lambdas/kafka/kind';
import { LocalLake } from '../../../local/lake';
import { LakeSources } from '../../../local/sources/lake-sources';
import { TABLES, tableDatasets } from './tables';

export interface Taking {
  readonly lake: LocalLake;
  /** Takes what is there. @returns how many records. @throws Error when a source has a problem */
  pull(): Promise<number>;
}

/** A lake that takes the topics of the tables. */
export function takeOver(root: string, broker: string): Taking {
  const lake = new LocalLake({ root, datasets: tableDatasets, defaultDataset: TABLES[0] });
  const settings = {
    brokers: [broker],
    tls: false,
    topics: TABLES.map((name) => ({ topic: `fleet.public.${name}`, dataset: name })),
  };
  const { sources } = resolveSources([declareSource(kafka, settings, 'tables')]);
  return {
    lake,
    pull: async () => {
      const [report] = await new LakeSources(lake, sources).pass();
      if (!report || report.problems.length > 0) throw new Error(report?.problems.join('; ') ?? 'no pass');
      return report.taken;
    },
  };
}
