import LinkHeader from 'http-link-header';
import type { Value } from '../answer';
import { AnswerShapeError, PagingError } from '../errors';
import type { Answer } from '../http/caller';
import type { ApiSettings } from '../settings';

/** A page as it came, and how many records were in it. */
export interface Page {
  readonly url: URL;
  /** 0 for the first. */
  readonly number: number;
  readonly answer: Answer;
  readonly value: Value;
  readonly records: number;
}

type Paging = ApiSettings['paging'];

/** The first page's URL. */
export function firstPage(url: URL, paging: Paging): URL {
  const first = new URL(url);
  if (paging.kind === 'page') {
    first.searchParams.set(paging.parameter, String(paging.first));
    if (paging.size) first.searchParams.set(paging.size.parameter, String(paging.size.records));
  } else if (paging.kind === 'offset') {
    first.searchParams.set(paging.parameter, '0');
    first.searchParams.set(paging.limit.parameter, String(paging.limit.records));
  }
  return first;
}

/**
 * Where the next page is.
 *
 * @param taken records up to here, those of the page among them
 * @returns undefined after the last one
 * @throws PagingError or AnswerShapeError when what should lead there can't be read
 */
export function nextPage(page: Page, taken: number, paging: Paging): URL | undefined {
  const { url, number, answer, records } = page;
  const withParameter = (name: string, value: string | number): URL => {
    const next = new URL(url);
    next.searchParams.set(name, String(value));
    return next;
  };
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'page':
      return records === 0 ? undefined : withParameter(paging.parameter, paging.first + number + 1);
    case 'offset':
      return records === 0 ? undefined : withParameter(paging.parameter, taken);
    case 'cursor': {
      const cursor = cursorOf(page, paging);
      return cursor === undefined ? undefined : withParameter(paging.parameter, cursor);
    }
    case 'link':
      return linked(answer.headers.get('link'), url);
    case 'next':
      return followed(textAt(page, paging.path), url);
  }
}

function cursorOf(page: Page, paging: Extract<Paging, { kind: 'cursor' }>): string | undefined {
  const { host } = page.answer;
  const more = paging.more === undefined ? undefined : page.value.at(paging.more)?.json;
  if (paging.more !== undefined && more !== 'true' && more !== 'false')
    throw new AnswerShapeError(host, `expected true or false at ${paging.more}`);
  if (more === 'false') return undefined;
  const cursor = textAt(page, paging.path);
  if (cursor === undefined && more === 'true')
    throw new PagingError(host, `it says there is more, and has no cursor at ${paging.path}`);
  return cursor;
}

/** @throws PagingError for an empty text, AnswerShapeError for what is no text and no number */
function textAt({ value, answer }: Page, path: string): string | undefined {
  const found = value.at(path);
  if (!found || found.isNull) return undefined;
  const text = found.scalar;
  if (text === undefined || found.kind === 'boolean')
    throw new AnswerShapeError(answer.host, `expected a text at ${path}, there is ${found.kind}`);
  if (text.trim() === '') throw new PagingError(answer.host, `the text at ${path} is empty`);
  return text;
}

function linked(header: string | null, from: URL): URL | undefined {
  if (header === null || header.trim() === '') return undefined;
  let uri: string | undefined;
  try {
    uri = LinkHeader.parse(header).rel('next')[0]?.uri;
  } catch {
    throw new AnswerShapeError(from.host, 'its header Link can’t be read');
  }
  return followed(uri, from);
}

function followed(text: string | undefined, from: URL): URL | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text, from.href)) throw new PagingError(from.host, 'the next page has no URL');
  const next = new URL(text, from);
  if (next.protocol !== 'https:' && next.protocol !== from.protocol)
    throw new PagingError(from.host, 'the next page leads from https to another protocol');
  return next;
}
