import { z } from 'zod';
import { pathSteps } from '../../core/contracts/json-path';
import { rateLimitSchema, scheduleSchema } from '../../core/sources';

const name = z.string().min(1);
const path = z
  .string()
  .refine((text) => pathSteps(text) !== undefined, 'expected a path of names and places such as $.a.b[0]');
const texts = z.record(z.string(), z.string());

/** What is asked for with, and which fields the source's secret has. A secret never stands in settings. */
const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** `{"key":"..."}`, sent as the header's value behind the prefix. */
  z.strictObject({ kind: z.literal('header'), name, prefix: z.string().default('') }),
  /** `{"key":"..."}`, sent as a parameter of the query. */
  z.strictObject({ kind: z.literal('query'), name }),
  /** `{"username":"...","password":"..."}` */
  z.strictObject({ kind: z.literal('basic') }),
  /** OAuth 2.0 client credentials: `{"clientId":"...","clientSecret":"..."}`. @see RFC 6749, 4.4 */
  z.strictObject({
    kind: z.literal('oauth2'),
    tokenUrl: z.url(),
    scope: z.string().min(1).optional(),
    audience: z.string().min(1).optional(),
    /** Where the client says who it is: a Basic header, or the body. */
    by: z.enum(['basic', 'body']).default('basic'),
  }),
]);

/** How one answer leads to the next. */
const pagingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Pages are counted. The last one is empty or a 404: one with fewer records may be a server's own limit. */
  z.strictObject({
    kind: z.literal('page'),
    parameter: name.default('page'),
    first: z.int().min(0).default(1),
    size: z.strictObject({ parameter: name, records: z.int().min(1) }).optional(),
  }),
  /** Records are counted. The last page is empty or a 404. */
  z.strictObject({
    kind: z.literal('offset'),
    parameter: name.default('offset'),
    limit: z.strictObject({ parameter: name, records: z.int().min(1) }),
  }),
  /** An answer has the cursor of the next page; none or null ends, an empty or repeated one is an error. */
  z.strictObject({
    kind: z.literal('cursor'),
    parameter: name.default('cursor'),
    path,
    /** Says whether there are more, where a cursor is there even at the end. */
    more: path.optional(),
  }),
  /** `Link: <...>; rel="next"`. @see RFC 8288 */
  z.strictObject({ kind: z.literal('link') }),
  /** An answer has the URL of the next page. */
  z.strictObject({ kind: z.literal('next'), path }),
]);

/** Where records are in an answer. */
const recordsSchema = z.discriminatedUnion('as', [
  /** An array at the path, each element a record. */
  z.strictObject({ as: z.literal('array'), path: path.default('$') }),
  /** An object of arrays of one length: a record has the n-th of each in place of the array, beside the rest. */
  z.strictObject({ as: z.literal('columns'), path }),
]);

/** Asks for what has changed since the latest record seen. */
const sinceSchema = z.strictObject({
  /** Of the query. */
  parameter: name,
  /** Where a record says when it changed, from the record's root. */
  path,
  /** ISO 8601 text, or numbers; seconds and milliseconds count from 1970. */
  as: z.enum(['time', 'seconds', 'milliseconds', 'number']).default('time'),
  /** What to ask with the first time. @default everything */
  start: z.string().min(1).optional(),
  /** Asks for this much again, for what was changed before but came later. Seconds, or the number's own unit. */
  lookBack: z.number().min(0).default(0),
});

/** Asks for what a table of the lake says is lacking, one question for hours in a row. */
const questionsSchema = z.strictObject({
  /** `database.table` with a row for each thing and hour that is lacking. */
  table: z.string().regex(/^(silver|gold)\.[a-z]\w*$/, 'expected silver.<table> or gold.<table>'),
  /** Columns that say of what; they fill `{column}` in `query`. */
  of: z.array(name).min(1),
  /** Timestamp column of the hour; `{from_hour}`, `{to_hour}`, `{from_date}` and `{to_date}` in `query` are filled. */
  over: name,
  /** Questions of one pass; the next one goes on. */
  mostPerPass: z.int().min(1).default(500),
  /** Longest run of hours in one question. */
  mostHours: z.int().min(1).default(168),
  /** Answered without what was asked for, it is asked again after so many hours. */
  again: z.strictObject({ afterHours: z.number().positive(), times: z.int().min(0) }).prefault({
    afterHours: 24,
    times: 5,
  }),
});

/** One endpoint of a web API that is asked at its times. */
export const apiSettings = z
  .strictObject({
    /** @default none, and then nothing of this exists */
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** Where names of hosts may lead, redirects and next pages among them. An address as the URL says it itself. */
    network: z.enum(['public', 'private']).default('public'),
    /** The dataset that the records are of. */
    dataset: z.string().min(1),
    schedule: scheduleSchema.default('rate(1 hour)'),
    query: texts.default({}),
    /** Without secrets: they may be shown. */
    headers: texts.default({}),
    auth: authSchema.default({ kind: 'none' }),
    paging: pagingSchema.default({ kind: 'none' }),
    records: recordsSchema.default({ as: 'array', path: '$' }),
    since: sinceSchema.optional(),
    questions: questionsSchema.optional(),
    /** @default as fast as it answers */
    rate: rateLimitSchema.optional(),
    /** Longest that one answer may take, to its last byte. */
    timeoutSeconds: z.number().positive().default(30),
    /** Largest answer, unpacked. MiB. */
    mostMiB: z.number().positive().default(32),
    /** Answers of one pass, or of one question. */
    mostPages: z.int().min(1).default(1_000),
    /** Calls until one page counts as failed. */
    tries: z.int().min(1).max(10).default(4),
    /** Longest that a pass waits when it is told to; longer, and the next pass goes on. */
    longestWaitSeconds: z.number().min(0).default(120),
  })
  .superRefine(({ url, auth, paging, since, questions }, context) => {
    const plain = [
      ...(auth.kind === 'none' || url === undefined ? [] : [['url', url] as const]),
      ...(auth.kind === 'oauth2' ? [['auth.tokenUrl', auth.tokenUrl] as const] : []),
    ].filter(([, text]) => !isProtected(text));
    for (const [where] of plain)
      context.addIssue({
        code: 'custom',
        path: where.split('.'),
        message: 'a secret is sent there; expected https, or http on this machine',
      });
    if (questions && (since ?? paging.kind !== 'none'))
      context.addIssue({
        code: 'custom',
        path: ['questions'],
        message: 'a question has one answer; expected neither since nor paging',
      });
  });

export type ApiSettings = z.output<typeof apiSettings>;

/** Whether nobody on the way can read along. */
function isProtected(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
