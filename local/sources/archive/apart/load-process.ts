import { datasets } from '../../../../datasets';
import { DEFAULT_DATASET } from '../../../commands/context';
import { LocalLake } from '../../../lake';
import { SPARING_MB } from '../../../transform';
import { missingFiles } from '../manifest-check';
import { workFor } from './work-for';
import type { LoadOrder } from './load-apart';

/** Loads what is new in a lake's bronze, and compares the manifest with an archive. */
workFor(async ({ root, archive }: LoadOrder): Promise<readonly string[]> => {
  const lake = new LocalLake({ root, datasets, defaultDataset: DEFAULT_DATASET });
  try {
    await lake.transformPending({ sparingMb: SPARING_MB });
    return archive ? await missingFiles(archive, lake) : [];
  } finally {
    await lake.close();
  }
});
