import type { CursorPosition } from '../../core/ports';
import type { LedgerCursor, PassReport } from '../../core/sources';
import type { Answer } from './http/caller';
import { pagesFrom } from './pages/pages';
import type { ApiWork, Asking } from './asking';
import { SinceCursor } from './since';
import { Seen, type ApiState } from './state';

/** Takes every page; the cursor moves once all of them are in bronze. */
export async function passPages(
  { source: { settings }, clock }: ApiWork,
  { url, client, landing }: Asking,
  cursor: LedgerCursor<ApiState>,
  position: CursorPosition<ApiState>,
): Promise<PassReport> {
  const before = position.value ?? {};
  const since = settings.since && new SinceCursor(settings.since, before.since, clock.now().getTime());
  const asked = new URL(url);
  for (const [name, value] of Object.entries(settings.query)) asked.searchParams.set(name, value);
  const from = since?.parameter();
  if (settings.since && from !== undefined) asked.searchParams.set(settings.since.parameter, from);
  const seen = new Seen(before.seen);
  let [taken, pages] = [0, 0];
  let first: Answer | undefined;
  const keep = (answer: Answer): Promise<void> => landing.keep(answer);
  const conditions = conditionsOf(before, asked, settings.paging.kind);
  for await (const { answer, records } of pagesFrom(asked, { client, settings, conditions, keep })) {
    if (answer.status === 304) return { taken: 0, problems: [], ...wordsOf(before) };
    first ??= answer;
    pages += 1;
    since?.see(records);
    const fresh = seen.fresh(records);
    landing.land(fresh, answer);
    taken += fresh.length;
  }
  await landing.flushed();
  const reached = since?.next(url.host);
  const state: ApiState = {
    ...(reached !== undefined && { since: reached }),
    ...(first && { known: knownBy(first, asked) }),
    seen: seen.remembered(),
  };
  await cursor.advance(position, state, async () => undefined);
  return {
    taken,
    problems: [],
    ...(taken > 0 && { line: `${taken} records of ${pages} pages` }),
    ...wordsOf(state),
  };
}

/** Only an answer that is the whole stands for the whole. */
function conditionsOf({ known }: ApiState, asked: URL, paging: string): Record<string, string> {
  if (paging !== 'none' || known?.url !== asked.href) return {};
  return {
    ...(known.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known.etag === undefined && known.modified !== undefined && { 'if-modified-since': known.modified }),
  };
}

function knownBy({ headers }: Answer, asked: URL): NonNullable<ApiState['known']> {
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')];
  return { url: asked.href, ...(etag !== null && { etag }), ...(modified !== null && { modified }) };
}

function wordsOf({ since }: ApiState): { readonly cursor?: string } {
  return since === undefined ? {} : { cursor: `up to ${since}` };
}
