import type { BlobClaim, BlobLedger } from '../../../core/bronze';
import { TransientError } from '../../../core/errors';

const TRIES = 10;

/** Two runs have asked for the same work in the same moment; the next try finds what has come of it. */
export class OtherRunError extends TransientError {
  override readonly name = 'OtherRunError';

  constructor() {
    super('Another run of this source has begun the same work in this moment');
  }
}

/**
 * Claims work for a run, also such that another run is at: what both do is the same, and harmless to do twice.
 *
 * @returns undefined for what has been taken whole
 * @throws OtherRunError
 */
export async function claimed(id: string, blobs: BlobLedger): Promise<BlobClaim | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const claim = await blobs.claim(id);
    if (claim || (await blobs.isTaken(id))) return claim;
  }
  throw new OtherRunError();
}
