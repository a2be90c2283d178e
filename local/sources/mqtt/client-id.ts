import { randomBytes } from 'node:crypto';
import type { Ledger } from '../../../core/ports';

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
  for (;;) {
    const known = await ledger.get<string>(COLLECTION, source);
    if (known) return known.value;
    await ledger.put(COLLECTION, source, `headwater-${randomBytes(6).toString('hex')}`, 0);
  }
}
