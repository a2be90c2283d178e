import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock, Ledger, ObjectStore } from '../../../core/ports';
import type { Dataset } from '../../../core/contracts';
import type { Linker } from '../../../core/bronze';
import type { RemoteFile } from '../fetch/remote-file';
import { stagingPrefix } from '../names';
import type { ArchiveSettings } from '../settings';
import type { GroupSize } from '../zip';

/** What the steps of a run work with. */
export interface StepDependencies {
  readonly source: string;
  readonly settings: ArchiveSettings;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly datasets: readonly Dataset[];
  readonly linkerOf: (dataset: string) => Linker | undefined;
  /** Where the archive comes from. */
  readonly remote: () => Promise<RemoteFile>;
  /** Bytes of a part. @default 32 MiB */
  readonly partBytes?: number;
  /** Milliseconds before something is fetched a second time. @default 500 */
  readonly firstWaitMs?: number;
  /** @default GROUP_SIZE */
  readonly groupSize?: GroupSize;
}

/** Keys of what a run keeps. @param run letters, digits and dashes */
export function stagingKeys(source: string, run: string) {
  const root = `${stagingPrefix(source)}/${run}`;
  return {
    archive: `${root}/archive.zip`,
    parts: `${root}/parts.json`,
    groups: `${root}/groups.json`,
    plan: `${root}/plan.ndjson`,
    missing: `${root}/missing.json`,
    problems: (group: number) => `${root}/problems/${group}.json`,
  };
}
