import { JsonReader, type Json } from '../../sql-bridge/values/json';

/** What Trino answers to one statement. Values are as its protocol gives them: text for decimals, times and 64 bits. */
export interface TrinoAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Json[])[];
  /** What the statement did, such as `INSERT`, when it is no query. */
  readonly update?: string;
}

/** A statement that Trino refuses, by the name of its error. */
export class TrinoError extends Error {
  override readonly name = 'TrinoError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Page {
  readonly data: readonly (readonly Json[])[];
  readonly columns?: TrinoAnswer['columns'];
  readonly nextUri?: string;
  readonly updateType?: string;
  readonly error?: { readonly errorName: string; readonly message: string };
}

/** Times with all their digits and types with their parameters, instead of what old clients expect. */
const HEADERS = {
  'X-Trino-User': 'conformance',
  'X-Trino-Time-Zone': 'UTC',
  'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
} as const;

/**
 * Runs one statement.
 *
 * @throws TrinoError when Trino refuses it
 * @see https://trino.io/docs/current/develop/client-protocol.html
 */
export async function runOnTrino(
  url: string,
  sql: string,
  place: { readonly catalog: string; readonly schema: string },
): Promise<TrinoAnswer> {
  const rows: (readonly Json[])[] = [];
  let columns: TrinoAnswer['columns'] = [];
  let update: string | undefined;
  let page = await send(`${url}/v1/statement`, {
    method: 'POST',
    body: sql,
    headers: {
      ...HEADERS,
      'X-Trino-Catalog': place.catalog,
      'X-Trino-Schema': place.schema,
    },
  });
  for (;;) {
    if (page.error) throw new TrinoError(page.error.errorName, page.error.message);
    if (page.columns) columns = page.columns.map(({ name, type }) => ({ name, type }));
    rows.push(...page.data);
    update ??= page.updateType;
    if (page.nextUri === undefined) break;
    page = await send(page.nextUri, { headers: HEADERS });
  }
  return { columns, rows, ...(update !== undefined && { update }) };
}

async function send(url: string, init: RequestInit): Promise<Page> {
  for (;;) {
    const response = await fetch(url, init);
    if (response.status === 503) continue; // "Ask again", says the protocol.
    if (!response.ok) throw new Error(`Trino answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    // Numbers of 64 bits keep their digits.
    const data = new JsonReader(text).find(['data']) as readonly (readonly Json[])[] | undefined;
    return { ...(JSON.parse(text) as Omit<Page, 'data'>), data: data ?? [] };
  }
}
