import { useState } from 'preact/hooks';
import { ask, run } from '../lake';
import type { PageProps } from '../main';
import { Awaited, Rows } from '../parts';
import { Refusal } from '../refusal';
import { useLake } from '../use-lake';

const REASONS = `SELECT dataset, reason, column_name, count(*) AS records
FROM silver.quarantine
GROUP BY 1, 2, 3
ORDER BY 4 DESC`;
const RECORDS = `SELECT dataset, reason, column_name, record
FROM silver.quarantine
ORDER BY quarantined_at DESC
LIMIT 100`;

/** What was refused and why; who sees the records may give them another try. */
export function Quarantine({ persona, mayReplay }: PageProps) {
  const found = useLake(
    async () => ({ reasons: await run(persona, REASONS), records: await run(persona, RECORDS) }),
    [persona],
  );
  const [told, setTold] = useState('');
  const replay = async (dataset: string): Promise<void> => {
    setTold(`Replaying ${dataset} …`);
    try {
      const { freed, stillQuarantined } = await ask('replay', persona, { dataset });
      setTold(`${dataset}: ${freed} records are good now, ${stillQuarantined} stay in quarantine.`);
      found.again();
    } catch (error) {
      setTold(error instanceof Refusal ? error.message : 'The replay failed.');
    }
  };
  return (
    <>
      <p role="status">{told}</p>
      <Awaited of={found}>
        {({ reasons, records }) => {
          if (reasons.page.error) return <p>This persona doesn’t learn what was refused.</p>;
          const datasets = [...new Set(reasons.page.rows.map(([dataset]) => dataset ?? ''))];
          if (datasets.length === 0) return <p>Nothing is in quarantine.</p>;
          return (
            <>
              <h2>Why</h2>
              <Rows
                label="Reasons"
                columns={reasons.page.columns.map(({ name }) => name)}
                rows={reasons.page.rows}
              />
              {records.page.error ? (
                <p>This persona doesn’t see the records, and can’t replay them.</p>
              ) : (
                <>
                  <h2>Records</h2>
                  {mayReplay && (
                    <p>
                      {datasets.map((dataset) => (
                        <button type="button" onClick={() => void replay(dataset)}>
                          Replay {dataset}
                        </button>
                      ))}
                    </p>
                  )}
                  <Rows
                    label="Records in quarantine"
                    columns={records.page.columns.map(({ name }) => name)}
                    rows={records.page.rows}
                  />
                </>
              )}
            </>
          );
        }}
      </Awaited>
    </>
  );
}
