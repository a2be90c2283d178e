import type { ComponentType } from 'preact';
import type { PageProps } from './main';
import { Awaited } from './parts';
import { useLake } from './use-lake';

/** Milliseconds after the first page in which its answers come; the other pages' scripts come after them. */
const AFTER_MS = 1_500;

/** Fetches the script of a page. A second call fetches nothing. */
export type Load = () => Promise<ComponentType<PageProps>>;

/** A page whose script comes when somebody turns to it: an editor and what draws charts are no part of a first view. */
export function later(load: Load): ComponentType<PageProps> {
  return (props) => {
    const found = useLake(async () => ({ Page: await load() }), []);
    return <Awaited of={found}>{({ Page }) => <Page {...props} />}</Awaited>;
  };
}

/** Fetches pages ahead, so that nobody waits who turns to them. */
export function fetchAhead(loads: readonly Load[]): void {
  setTimeout(() => {
    // Who turns to a page that can't be fetched is told then.
    for (const load of loads) load().catch(() => undefined);
  }, AFTER_MS);
}
