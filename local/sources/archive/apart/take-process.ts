import { datasets } from '../../../../datasets';
import { DEFAULT_DATASET } from '../../../commands/context';
import { LocalLake } from '../../../lake';
import { takeArchive, type TakeReport } from '../take-archive';
import { workFor } from './work-for';
import type { TakeOrder, TakeTold } from './take-apart';

workFor(
  async ({ root, file, source, threads }: TakeOrder, tell: (told: TakeTold) => void): Promise<TakeReport> => {
    const lake = new LocalLake({ root, datasets, defaultDataset: DEFAULT_DATASET });
    try {
      const { report } = await takeArchive(file, source, lake, {
        ...(threads !== undefined && { threads }),
        onPlan: (plan) => tell({ plan }),
        onProgress: (bytes, files) => tell({ bytes, files }),
      });
      return report;
    } finally {
      await lake.close();
    }
  },
);
