import type { Clock, Ledger, ObjectStore } from '../../../core/ports';
import type { DocumentSource } from './document-source';
import { PullPass } from './pull-pass';
import type { PullReport } from './pull-report';
import type { Connect } from './remote-session';
import { Sightings } from './sightings';

export interface PullProgress {
  readonly taken: number;
  /** Files this pass wants to take. */
  readonly total: number;
  /** Bytes. */
  readonly bytes: number;
}

export interface PullDependencies {
  readonly connect: Connect;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** When to stop; what is left is for the next pass. @default none */
  readonly deadline?: Date;
  /** Milliseconds for which a file taken at its first look must not change. @default 3000 */
  readonly secondLookMs?: number | undefined;
  readonly onProgress?: (progress: PullProgress) => void;
}

/**
 * One pass over one directory of one server: takes every file that is new and complete.
 *
 * @throws HostKeyChangedError, SftpLoginError, SftpUnreachableError, ConnectionLostError while listing,
 * RemoteFileError when the directory itself cannot be listed
 */
export async function pullDocuments(source: DocumentSource, deps: PullDependencies): Promise<PullReport> {
  const sightings = await Sightings.load(deps.ledger, deps.clock, source.name);
  const pass = new PullPass(source, deps, sightings, await deps.connect());
  const milliseconds = (deps.deadline?.getTime() ?? Infinity) - deps.clock.now().getTime();
  const timer = Number.isFinite(milliseconds)
    ? setTimeout(() => pass.stop(), Math.max(0, milliseconds))
    : undefined;
  try {
    return await pass.run();
  } finally {
    clearTimeout(timer);
    pass.close();
  }
}
