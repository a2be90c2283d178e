import { temporaryDirectory } from '../../support/temporary-directory';
import { sends } from './misbehaving';
import { ApiSetup } from './setup';

const directory = temporaryDirectory();
let setup: ApiSetup;
beforeEach(async () => {
  setup = new ApiSetup(directory());
  await setup.server.start();
});
afterEach(() => setup.server.stop());

const ids = (...names: string[]): { id: string }[] => names.map((id) => ({ id }));
const all = Array.from({ length: 7 }, (_, index) => ({ id: String(index) }));
const items = { as: 'array', path: '$.items' };

/** Answers a page of three by what a query says. */
const paged =
  (start: (query: URLSearchParams) => number, more: (next: number, from: URL) => object = () => ({})) =>
  () => {
    setup.server.answers = ({ url }, response) => {
      const from = start(url.searchParams);
      const next = from + 3;
      const page = { items: all.slice(from, next), ...(next < all.length && more(next, url)) };
      sends(response, page);
    };
  };

describe.each<[string, object, () => void]>([
  ['by page', { paging: { kind: 'page', first: 0 } }, paged((query) => 3 * Number(query.get('page')))],
  [
    'by offset, from a server that gives fewer than asked for',
    { paging: { kind: 'offset', limit: { parameter: 'limit', records: 500 } } },
    paged((query) => Number(query.get('offset'))),
  ],
  [
    'by cursor',
    { paging: { kind: 'cursor', parameter: 'after', path: '$.next' } },
    paged(
      (query) => Number(query.get('after') ?? 0),
      (next) => ({ next }),
    ),
  ],
  [
    'by a cursor that is there even at the end',
    { paging: { kind: 'cursor', parameter: 'after', path: '$.next', more: '$.more' } },
    () => {
      setup.server.answers = ({ url }, response) => {
        const from = Number(url.searchParams.get('after') ?? 0);
        sends(response, { items: all.slice(from, from + 3), next: from + 3, more: from + 3 < all.length });
      };
    },
  ],
  [
    'by next URL, relative',
    { paging: { kind: 'next', path: '$.links.next' } },
    paged(
      (query) => Number(query.get('from') ?? 0),
      (next) => ({ links: { next: `/things?from=${next}` } }),
    ),
  ],
  [
    'by Link header',
    { paging: { kind: 'link' } },
    () => {
      setup.server.answers = ({ url }, response) => {
        const from = Number(url.searchParams.get('from') ?? 0);
        const link = `<${url.origin}/things?from=${from + 3}>; rel="next", <${url.href}>; rel="self"`;
        sends(response, { items: all.slice(from, from + 3) }, from + 3 < all.length ? { link } : {});
      };
    },
  ],
])('%s', (_how, settings, prepare) => {
  it('every page is taken, to the last one', async () => {
    prepare();
    expect(await setup.pass({ records: items, ...settings })).toMatchObject({ taken: 7, problems: [] });
    expect(await setup.landed()).toEqual(all);
  });
});

it('a server without a page behind the last one has said that it is the last', async () => {
  setup.server.answers = ({ url }, response) => {
    if (url.searchParams.get('page') === '1') sends(response, ids('1', '2'));
    else sends(response, { detail: 'Invalid page.' }, {}, 404);
  };
  expect(await setup.pass({ paging: { kind: 'page' } })).toMatchObject({ taken: 2, problems: [] });
});

describe.each<[string, object, (from: URL) => object, string]>([
  ['a repeated cursor', { kind: 'cursor', path: '$.next' }, () => ({ next: 'a' }), 'leads back'],
  ['an empty cursor', { kind: 'cursor', path: '$.next' }, () => ({ next: '' }), 'is empty'],
  ['a cursor that is an object', { kind: 'cursor', path: '$.next' }, () => ({ next: {} }), 'there is object'],
  [
    'more without a cursor',
    { kind: 'cursor', path: '$.next', more: '$.more' },
    () => ({ more: true }),
    'has no cursor',
  ],
  [
    'a next URL that is its own',
    { kind: 'next', path: '$.next' },
    ({ href }) => ({ next: href }),
    'leads back',
  ],
  ['an empty next URL', { kind: 'next', path: '$.next' }, () => ({ next: ' ' }), 'is empty'],
])('%s', (_what, paging, extra, told) => {
  it('ends with an error and no loop, and what came before stays', async () => {
    setup.server.answers = ({ url }, response, nth) =>
      sends(response, { items: ids(String(nth)), ...extra(url) });
    const report = await setup.pass({ paging, records: items });
    expect(report.problems).toEqual([expect.stringContaining(told)]);
    expect(setup.server.asked.length).toBeLessThan(4);
    expect(report.taken).toBe((await setup.landed()).length);
    expect(report.taken).toBeGreaterThan(0);
  });
});

it('a server that doesn’t know the parameter of the page is noticed by the second page', async () => {
  setup.server.answers = (_asked, response) => sends(response, ids('1', '2'));
  const { problems } = await setup.pass({ paging: { kind: 'page' } });
  expect(problems).toEqual([expect.stringContaining('has the records of an earlier one')]);
  expect(setup.server.asked).toHaveLength(2);
});

it('pages without end are ended', async () => {
  setup.server.answers = (_asked, response, nth) => sends(response, ids(String(nth)));
  const { problems, taken } = await setup.pass({ paging: { kind: 'page' }, mostPages: 5 });
  expect(problems).toEqual([expect.stringContaining('there are more than 5')]);
  expect(taken).toBe(5);
});
