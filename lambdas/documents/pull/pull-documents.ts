import type { DocumentSource } from './document-source';
import { LiveSession } from './live-session';
import type { PullDependencies } from './pull-dependencies';
import { PullPass } from './pull-pass';
import type { PullReport } from './pull-report';
import { Sightings } from './sightings';

/**
 * One pass over one directory of one server: takes every file that is new and complete.
 *
 * @throws HostKeyChangedError, SftpLoginError, SftpUnreachableError, ConnectionLostError while listing,
 * RemoteFileError when the directory itself cannot be listed
 */
export async function pullDocuments(source: DocumentSource, deps: PullDependencies): Promise<PullReport> {
  const sightings = await Sightings.load(deps.ledger, deps.clock, source.name);
  const session = await LiveSession.open(deps.connect);
  const pass = new PullPass(source, deps, sightings, session);
  const milliseconds = (deps.deadline?.getTime() ?? Infinity) - deps.clock.now().getTime();
  const timer = Number.isFinite(milliseconds)
    ? setTimeout(() => pass.stop(), Math.max(0, milliseconds))
    : undefined;
  try {
    return await pass.run();
  } finally {
    clearTimeout(timer);
    session.close();
  }
}
