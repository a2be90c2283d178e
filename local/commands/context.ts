import { resolve } from 'node:path';
import type { Command } from 'commander';
import { datasets } from '../../datasets';
import type { Dataset } from '../../core/contracts';
import { LocalLake, type LakeMoment } from '../lake';
import { openTo } from '../private-directory';
import { UsageError } from './errors';

export const DEFAULT_DATASET = 'immunizations';

export interface GlobalOptions {
  readonly lake: string;
  readonly json?: boolean;
  /** Of whoever answers for others. */
  readonly moment?: LakeMoment;
}

/** Opens the lake the command line names, and closes it however the work ends. */
export async function withLake<T>(
  command: Command,
  work: (lake: LocalLake, options: GlobalOptions) => Promise<T>,
): Promise<T> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const { moment } = options;
  const root = resolve(options.lake);
  const lake = new LocalLake({
    root,
    datasets,
    defaultDataset: DEFAULT_DATASET,
    ...(moment?.lakeDir === root && { moment }),
  });
  const others = openTo(root);
  if (lake.isNew) process.stderr.write(`${options.lake} is new, and for you alone to read (0700)\n`);
  else if (others !== undefined)
    process.stderr.write(
      `${options.lake} is open to others on this machine (${others}), with records made before; chmod 700 closes it\n`,
    );
  try {
    return await work(lake, options);
  } finally {
    await lake.close();
  }
}

/** @throws UsageError naming the datasets there are */
export function datasetNamed(name: string): Dataset {
  const dataset = datasets.find((candidate) => candidate.name === name);
  if (!dataset)
    throw new UsageError(
      `No dataset "${name}"; the lake has ${datasets.map((known) => known.name).join(', ')}`,
    );
  return dataset;
}
