import { createHash } from 'node:crypto';
import { recordsOf, valueOf, type Value } from '../answer';
import { ApiRefusedError, PagingError } from '../errors';
import type { Answer, ApiCaller } from '../http/caller';
import type { ApiSettings } from '../settings';
import { firstPage, nextPage } from './next-page';

export interface PageOfRecords {
  readonly answer: Answer;
  readonly records: readonly Value[];
}

export interface PagesOptions {
  readonly client: ApiCaller;
  readonly settings: Pick<ApiSettings, 'paging' | 'records' | 'mostPages'>;
  /** Headers by which the first answer isn't sent again when it is known. @default none */
  readonly conditions?: Readonly<Record<string, string>>;
  /** Keeps an answer before anything of it is judged. */
  readonly keep: (answer: Answer) => Promise<void>;
}

/**
 * The pages from the first to the last. An answer of 304 is a page without records.
 *
 * @throws PagingError when pages repeat or don't end, and whatever asking or reading one ends with
 */
export async function* pagesFrom(url: URL, options: PagesOptions): AsyncGenerator<PageOfRecords> {
  const { client, settings, conditions = {}, keep } = options;
  const { paging, mostPages } = settings;
  const asked = new Set<string>();
  const contents = new Set<string>();
  let taken = 0;
  let next: URL | undefined = firstPage(url, paging);
  for (let number = 0; next; number++) {
    const page: URL = next;
    if (asked.has(page.href)) throw new PagingError(page.host, `page ${number} leads back to an earlier one`);
    if (number >= mostPages) throw new PagingError(page.host, `there are more than ${mostPages}`);
    asked.add(page.href);
    const answer = await client.ask(page, number === 0 ? conditions : {}).catch((error: unknown) => {
      if (number > 0 && isBeyondLast(error, paging)) return undefined;
      throw error;
    });
    if (!answer) return;
    if (answer.status === 304) {
      yield { answer, records: [] };
      return;
    }
    await keep(answer);
    const value = valueOf(answer);
    const records = recordsOf(value, settings.records);
    const content = contentOf(records);
    if (records.length > 0 && paging.kind !== 'none' && contents.has(content))
      throw new PagingError(page.host, `page ${number} has the records of an earlier one`);
    contents.add(content);
    taken += records.length;
    yield { answer, records };
    next = nextPage({ url: page, number, answer, value, records: records.length }, taken, paging);
  }
}

function contentOf(records: readonly Value[]): string {
  const hash = createHash('sha256');
  for (const { json } of records) hash.update(json).update('\n');
  return hash.digest('base64');
}

/** Some servers have no page behind the last one, not even an empty one. */
function isBeyondLast(error: unknown, { kind }: ApiSettings['paging']): boolean {
  return error instanceof ApiRefusedError && error.status === 404 && (kind === 'page' || kind === 'offset');
}
