import { datasets } from '../../../../datasets';
import { DEFAULT_DATASET } from '../../../commands/context';
import { LocalLake } from '../../../lake';
import { SPARING_MB } from '../../../transform';
import { missingFiles } from '../manifest-check';
import { quarantinedRecords } from '../quarantined-records';
import { workFor } from './work-for';
import type { LoadedArchive, LoadOrder } from './load-apart';

/** Loads what is new in a lake's bronze, and compares the manifest with an archive. */
workFor(async ({ root, source, archiveId, archive }: LoadOrder): Promise<LoadedArchive> => {
  const lake = new LocalLake({ root, datasets, defaultDataset: DEFAULT_DATASET });
  try {
    await lake.transformPending({ sparingMb: SPARING_MB });
    const missing = archive ? await missingFiles(archive, lake) : [];
    return { missing, quarantined: await quarantinedRecords(source, archiveId, lake) };
  } finally {
    await lake.close();
  }
});
