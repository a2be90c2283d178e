import { datasets } from '../../../datasets';
import { DEFAULT_DATASET } from '../../commands/context';
import { tell } from '../../commands/output';
import { safeMessage } from '../../commands/safe-message';
import { LocalLake } from '../../lake';
import { SPARING_MB } from '../../transform';
import type { LoadAnswer, LoadOrder } from './load-apart';
import { manifestOf } from './manifest-check';

/** Loads what is new in a lake's bronze, and looks into the manifest of one archive; ends when that is done. */
async function load({ root, archiveId }: LoadOrder): Promise<LoadAnswer> {
  const lake = new LocalLake({ root, datasets, defaultDataset: DEFAULT_DATASET });
  try {
    await lake.transformPending({ sparingMb: SPARING_MB });
    return { kind: 'loaded', manifest: await manifestOf(archiveId, lake) };
  } catch (error) {
    if (process.env.LAKE_DEBUG && error instanceof Error) tell(error.stack ?? error.message);
    return { kind: 'failed', message: safeMessage(error) };
  } finally {
    await lake.close();
  }
}

// Without anybody to work for; a run that ends in between is completed by the next.
process.on('disconnect', () => process.exit(1));
process.umask(0o077);

void load(JSON.parse(process.argv.at(-1) ?? '') as LoadOrder).then((answer) =>
  process.send?.(answer, () => process.exit(0)),
);
