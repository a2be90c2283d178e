import { randomBytes } from 'node:crypto';
import type { Ledger } from '../../../core/ports';
import { keptName } from '../kept-name';

const COLLECTION = 'mqtt-clients';

/**
 * The id by which a broker knows this lake and keeps what comes while it is away. Two lakes of one id would throw each
 * other out.
 */
export async function clientIdOf(
  ledger: Pick<Ledger, 'get' | 'put'>,
  source: string,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined) return named;
  return keptName(ledger, COLLECTION, source, () => `headwater-${randomBytes(6).toString('hex')}`);
}
