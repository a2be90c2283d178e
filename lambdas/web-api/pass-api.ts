import { datasetNamed, LedgerCursor, passNumber, problemOf, type PassReport } from '../../core/sources';
import type { ApiWork, Asking } from './asking';
import { ApiQuietError } from './errors';
import { Auth } from './http/auth';
import { ApiCaller } from './http/caller';
import { AnswerLanding } from './land-answer';
import { passPages } from './pass-pages';
import { passQuestions } from './pass-questions';
import type { ApiState } from './state';

/** One pass over an API: its pages, or the questions that the lake has. */
export async function passApi(work: ApiWork): Promise<PassReport> {
  const { source, ledger, clock, secrets, signal, bronze, datasets } = work;
  const { settings, name } = source;
  if (settings.url === undefined) return { taken: 0, problems: [] };
  const dataset = datasetNamed(settings.dataset, datasets, name);
  const cursor = new LedgerCursor<ApiState>(ledger, name);
  const position = await cursor.read();
  const now = clock.now();
  const { quietUntil } = position.value ?? {};
  if (quietUntil !== undefined && new Date(quietUntil) > now)
    return { taken: 0, problems: [], line: `asked to be left alone until ${quietUntil}` };
  const url = new URL(settings.url);
  const auth = new Auth(settings, name, () => secrets.read(name), clock);
  const asking: Asking = {
    url,
    client: new ApiCaller(url, settings, auth, clock, signal),
    landing: new AnswerLanding({ source: name, dataset, bronze, pass: await passNumber(ledger, name) }),
  };
  try {
    return settings.questions
      ? await passQuestions(work, asking, settings.questions)
      : await passPages(work, asking, cursor, position);
  } catch (error) {
    // What came before it is landed.
    await asking.landing.flushed().catch(() => undefined);
    if (error instanceof ApiQuietError) await keepQuiet(cursor, error.until);
    if (signal.aborted) throw error;
    return { taken: asking.landing.landed, problems: [problemOf(error)] };
  }
}

async function keepQuiet(cursor: LedgerCursor<ApiState>, until: Date): Promise<void> {
  const position = await cursor.read();
  const state = { ...position.value, quietUntil: until.toISOString() };
  await cursor.advance(position, state, async () => undefined);
}
