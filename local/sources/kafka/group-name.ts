import { randomBytes } from 'node:crypto';
import type { Ledger } from '../../../core/ports';
import { keptName } from '../kept-name';

const COLLECTION = 'kafka-groups';

/**
 * The consumer group of a source, unless its settings name one. Every lake has a group of its own: a new one reads
 * topics from their start, whatever another lake of the same name has read.
 */
export async function groupName(
  ledger: Pick<Ledger, 'get' | 'put'>,
  source: string,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined) return named;
  return keptName(ledger, COLLECTION, source, () => `headwater-${source}-${randomBytes(4).toString('hex')}`);
}
