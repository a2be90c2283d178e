import { useState } from 'preact/hooks';
import { run } from '../lake';
import type { PageProps } from '../main';
import { Awaited } from '../parts';
import { PageReview, type PagePlace } from '../page-review';
import { useLake } from '../use-lake';

/** Percent: below which a field is to be looked at. */
const THRESHOLDS = [95, 90, 80, 60] as const;
const MAX_PAGES = 100;
/** Letters around what was found. */
const AROUND = 60;

/** Documents whose fields or immunizations a person has to look at, and search over what documents say. */
export function Documents({ persona }: PageProps) {
  const [open, setOpen] = useState<PagePlace>();
  const [threshold, setThreshold] = useState<number>(90);
  const found = useLake(
    async () => ({
      due: (await run(persona, dueSql(threshold))).page,
      decided: (await run(persona, DECIDED)).page,
    }),
    [persona, threshold],
  );
  return (
    <>
      <Search persona={persona} onOpen={setOpen} />
      <section>
        <h2>To be looked at</h2>
        <label>
          Fields read with less than{' '}
          <select
            value={threshold}
            onChange={({ currentTarget }) => setThreshold(Number(currentTarget.value))}
          >
            {THRESHOLDS.map((percent) => (
              <option value={percent}>{percent} %</option>
            ))}
          </select>{' '}
          confidence
        </label>
        <Awaited of={found}>
          {({ due, decided }) => (
            <>
              {decided.rows.length > 0 && (
                <p>
                  Decided so far:{' '}
                  {decided.rows
                    .map(([what, review, times]) => `${counted(Number(times), what ?? '')} ${review}`)
                    .join(', ')}
                  .
                </p>
              )}
              {due.error && <p class="problem">{due.error.message}</p>}
              {due.rows.length === 0 && !due.error && <p>There is nothing to look at.</p>}
              <Places
                of={due.rows.map(([documentId, page, fields, immunizations, least]) => ({
                  place: { documentId: documentId ?? '', page: Number(page) },
                  text: [
                    ...(Number(fields) > 0 ? [counted(Number(fields), 'field')] : []),
                    ...(Number(immunizations) > 0 ? [counted(Number(immunizations), 'immunization')] : []),
                    `the least certain ${Math.round(Number(least))} %`,
                  ].join(', '),
                }))}
                onOpen={setOpen}
              />
            </>
          )}
        </Awaited>
      </section>
      {open && (
        <PageReview
          key={`${open.documentId} ${open.page}`}
          persona={persona}
          place={open}
          threshold={threshold}
          onDecided={found.again}
        />
      )}
    </>
  );
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

const dueSql = (
  threshold: number,
): string => `SELECT document_id, page, sum(is_field) AS fields, sum(1 - is_field) AS immunizations, min(confidence) AS least
FROM (
  SELECT document_id, page, 1 AS is_field, confidence
  FROM silver.document_fields
  WHERE review IS NULL AND confidence < ${threshold}
  UNION ALL
  SELECT document_id, page, 0 AS is_field, confidence
  FROM silver.document_immunizations
  WHERE needs_review
) AS due
GROUP BY document_id, page
ORDER BY least, document_id, page
LIMIT ${MAX_PAGES}`;

const DECIDED = `SELECT 'field' AS what, review, count(*) AS times
FROM silver.document_fields
WHERE review IS NOT NULL
GROUP BY review
UNION ALL
SELECT 'immunization' AS what, review, count(*) AS times
FROM silver.document_immunizations
WHERE review IS NOT NULL
GROUP BY review
ORDER BY what, review`;

interface Found {
  readonly place: PagePlace;
  readonly text: string;
}

function Places({
  of,
  onOpen,
}: {
  readonly of: readonly Found[];
  readonly onOpen: (place: PagePlace) => void;
}) {
  return (
    <ul class="places">
      {of.map(({ place, text }) => (
        <li key={`${place.documentId} ${place.page}`}>
          <button type="button" onClick={() => onOpen(place)}>
            Document {place.documentId.slice(0, 8)}, page {place.page}
          </button>
          {text}
        </li>
      ))}
    </ul>
  );
}

function Search({
  persona,
  onOpen,
}: {
  readonly persona: string;
  readonly onOpen: (place: PagePlace) => void;
}) {
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState('');
  const found = useLake(
    async () => (wanted === '' ? null : (await run(persona, searchSql(wanted))).page),
    [persona, wanted],
  );
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        setWanted(words.trim());
      }}
    >
      <label>
        Search what documents say{' '}
        <input type="search" value={words} onInput={({ currentTarget }) => setWords(currentTarget.value)} />
      </label>{' '}
      <button type="submit">Search</button>
      <Awaited of={found}>
        {(page) =>
          page && (
            <>
              <p role="status">
                {page.error
                  ? page.error.message
                  : `${page.rows.length}${page.rows.length === MAX_PAGES ? ' or more' : ''} pages found`}
              </p>
              <Places
                of={page.rows.map(([documentId, number, text]) => ({
                  place: { documentId: documentId ?? '', page: Number(number) },
                  text: text ?? '',
                }))}
                onOpen={onOpen}
              />
            </>
          )
        }
      </Awaited>
    </form>
  );
}

/** Pages that hold the words as they are, in letters of either case. The words go with the statement, in no address. */
function searchSql(words: string): string {
  const literal = `'${words.toLowerCase().replaceAll("'", "''")}'`;
  return `SELECT
  document_id,
  page,
  substr(text, greatest(1, place - ${AROUND}), ${2 * AROUND} + length(${literal})) AS around
FROM (
  SELECT document_id, page, replace(text, chr(10), ' ') AS text, strpos(lower(replace(text, chr(10), ' ')), ${literal}) AS place
  FROM silver.document_pages
) AS placed
WHERE place > 0
ORDER BY document_id, page
LIMIT ${MAX_PAGES}`;
}
