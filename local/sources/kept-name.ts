import type { Ledger } from '../../core/ports';

/**
 * A name that this lake's source has been given once and keeps, so that two lakes of one source never share it.
 *
 * @param collection of the ledger
 * @param make what the name is when there is none yet; of two that ask at once, one is taken
 */
export async function keptName(
  ledger: Pick<Ledger, 'get' | 'put'>,
  collection: string,
  source: string,
  make: () => string,
): Promise<string> {
  for (;;) {
    const known = await ledger.get<string>(collection, source);
    if (known) return known.value;
    await ledger.put(collection, source, make(), 0);
  }
}
