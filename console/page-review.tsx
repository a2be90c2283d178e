import { useState } from 'preact/hooks';
import { Immunizations } from './immunization-review';
import { ask, picture, run } from './lake';
import { Awaited } from './parts';
import { useDecision } from './use-decision';
import { useLake } from './use-lake';

export interface PagePlace {
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
}

interface PageReviewProps {
  readonly persona: string;
  readonly place: PagePlace;
  /** Percent. */
  readonly threshold: number;
  readonly onDecided: () => void;
}

/** A page's picture, and beside it what was read of its fields. */
export function PageReview({ persona, place, threshold, onDecided }: PageReviewProps) {
  const { documentId, page } = place;
  const image = useLake(async () => picture(persona, documentId, page), [persona, documentId, page]);
  const fields = useLake(
    async () => (await run(persona, fieldsSql(place))).page,
    [persona, documentId, page],
  );
  const name = `page ${page} of document ${documentId.slice(0, 8)}`;
  return (
    <section aria-label={`Review of ${name}`}>
      <h2>What {name} says</h2>
      <div class="review">
        <div class="picture" role="region" aria-label="Picture of the page" tabIndex={0}>
          <Awaited of={image}>{(address) => <img src={address} alt={`Picture of ${name}`} />}</Awaited>
        </div>
        <div>
          <Awaited of={fields}>
            {({ rows, error }) =>
              error ? (
                <p class="problem">{error.message}</p>
              ) : rows.length === 0 ? (
                <p>No fields were found on this page.</p>
              ) : (
                rows.map((row) => (
                  <Field
                    key={row[0]}
                    row={row}
                    persona={persona}
                    place={place}
                    threshold={threshold}
                    onDecided={onDecided}
                  />
                ))
              )
            }
          </Awaited>
          <Immunizations persona={persona} place={place} onDecided={onDecided} />
        </div>
      </div>
    </section>
  );
}

const fieldsSql = ({
  documentId,
  page,
}: PagePlace): string => `SELECT field, field_name, field_value, confidence, review, value_read, decided_by
FROM silver.document_fields
WHERE document_id = '${documentId.replaceAll("'", "''")}' AND page = ${page}
ORDER BY field`;

interface FieldProps extends PageReviewProps {
  readonly row: readonly (string | null)[];
}

function Field({ row, persona, place, threshold, onDecided }: FieldProps) {
  const [number, name, value, confidence, review, valueRead, decidedBy] = row;
  const [now, setNow] = useState(value ?? '');
  const [told, decided] = useDecision(
    review === null
      ? ''
      : `${review} by ${decidedBy}${review === 'corrected' ? `; read was ${valueRead}` : ''}`,
    onDecided,
  );
  const read = (review === null ? value : valueRead) ?? '';
  const isDue = told === '' && Number(confidence) < threshold;
  const decide = async (): Promise<void> =>
    decided(async () => ask('decide', persona, { ...place, field: Number(number), value: now }));
  return (
    <form
      class={`field ${isDue ? 'due' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        void decide();
      }}
    >
      <label>
        <span>{name ?? `Field ${number}`}</span>{' '}
        <input value={now} onInput={({ currentTarget }) => setNow(currentTarget.value)} />
      </label>{' '}
      <button type="submit">{now === read ? 'Confirm' : 'Correct'}</button>
      <small>{confidence === null ? '' : `read with ${Math.round(Number(confidence))} %`}</small>{' '}
      <small role="status">{told}</small>
    </form>
  );
}
