import { useState } from 'preact/hooks';
import type { ImmunizationVerdict } from '../core/console/api';
import { ask, run } from './lake';
import type { PagePlace } from './page-review';
import { Awaited } from './parts';
import { useDecision } from './use-decision';
import { useLake } from './use-lake';

type Stated = ImmunizationVerdict['stated'];

/** In the order in which they are asked for. */
const LABELS: Readonly<Record<keyof Stated, string>> = {
  vaccine_name: 'Vaccine',
  cvx_code: 'CVX code',
  occurred_on: 'Day given',
  lot_number: 'Lot',
  body_site: 'Site',
  patient_name: 'Patient',
};
const COLUMNS = Object.keys(LABELS) as (keyof Stated)[];

interface ImmunizationsProps {
  readonly persona: string;
  readonly place: PagePlace;
  readonly onDecided: () => void;
}

/** What was found of immunizations on a page; nothing where it states none. */
export function Immunizations({ persona, place, onDecided }: ImmunizationsProps) {
  const { documentId, page } = place;
  const found = useLake(async () => (await run(persona, foundSql(place))).page, [persona, documentId, page]);
  return (
    <Awaited of={found}>
      {({ rows, error }) =>
        error ? (
          <p class="problem">{error.message}</p>
        ) : (
          rows.map((row) => (
            <Immunization key={row[0]} row={row} persona={persona} place={place} onDecided={onDecided} />
          ))
        )
      }
    </Awaited>
  );
}

const foundSql = ({
  documentId,
  page,
}: PagePlace): string => `SELECT candidate, confidence, needs_review, review, decided_by, values_read, ${COLUMNS.join(', ')}
FROM silver.document_immunizations
WHERE document_id = '${documentId.replaceAll("'", "''")}' AND page = ${page}
ORDER BY candidate`;

interface ImmunizationProps extends ImmunizationsProps {
  readonly row: readonly (string | null)[];
}

function Immunization({ row, persona, place, onDecided }: ImmunizationProps) {
  const [number, confidence, needsReview, review, decidedBy, valuesRead, ...values] = row;
  const shown = Object.fromEntries(COLUMNS.map((name, i) => [name, values[i] ?? null])) as unknown as Stated;
  const read = valuesRead == null ? shown : (JSON.parse(valuesRead) as Stated);
  const [now, setNow] = useState(shown);
  const [told, decided] = useDecision(review == null ? '' : `${review} by ${decidedBy}`, onDecided);
  const isAsRead = COLUMNS.every((name) => now[name] === read[name]);
  const said =
    (name: keyof Stated) =>
    ({ currentTarget: { value } }: { readonly currentTarget: HTMLInputElement }): void =>
      setNow((before) => ({ ...before, [name]: value.trim() === '' ? null : value }));
  const decide = async (isRejected: boolean): Promise<void> =>
    decided(async () => {
      const verdict = { ...place, candidate: Number(number), isRejected, stated: now };
      const found = await ask('decideImmunization', persona, verdict);
      if (isRejected) setNow(read);
      return found;
    });
  return (
    <form
      class={`immunization ${told === '' && needsReview === 'true' ? 'due' : ''}`}
      aria-label={`Immunization ${number}`}
      onSubmit={(event) => {
        event.preventDefault();
        void decide(false);
      }}
    >
      <h3>Immunization {number}</h3>
      {COLUMNS.map((name) => (
        <label>
          <span>{LABELS[name]}</span>{' '}
          {name === 'occurred_on' ? (
            <input type="date" value={now[name] ?? ''} onInput={said(name)} />
          ) : (
            <input value={now[name] ?? ''} onInput={said(name)} />
          )}
        </label>
      ))}
      <button type="submit">{isAsRead ? 'Confirm' : 'Correct'}</button>{' '}
      <button type="button" onClick={() => void decide(true)}>
        Reject: no dose given
      </button>{' '}
      <small>{confidence == null ? '' : `read with ${Math.round(Number(confidence))} %`}</small>{' '}
      <small role="status">{told}</small>
    </form>
  );
}
