import { setImmediate as turn } from 'node:timers/promises';

/** From this length on, reading, looking through and judging a record are turns of their own. Characters or bytes. */
const LARGE = 131_072;

/** Lets others have their turn before the next step of work on something large. */
export async function turnFor({ length }: { readonly length: number }): Promise<void> {
  if (length >= LARGE) await turn();
}
