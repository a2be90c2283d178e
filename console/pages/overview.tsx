import { useState } from 'preact/hooks';
import { inWords } from '../../core/contracts/freshness';
import type { DatasetView, Overview as Standing } from '../../core/console/api';
import { ask } from '../lake';
import type { PageProps } from '../main';
import { Awaited, Figure } from '../parts';
import { PERIODS, Spark, together, useArrivals, type Arrivals, type Period } from '../spark';
import { useLake } from '../use-lake';

const TERMS = ['silver', 'deleted', 'duplicates', 'quarantined', 'pending'] as const;

/** Where every record is, and how each source stands. */
export function Overview({ persona }: PageProps) {
  const found = useLake(() => ask('overview', persona, {}), [persona]);
  const [period, setPeriod] = useState<Period>('hour');
  const arrivals = useArrivals(persona, period, found.value !== undefined);
  return (
    <>
      <p>
        landed = silver + deleted + duplicates + quarantined + pending.{' '}
        <button type="button" onClick={found.again}>
          Look again
        </button>{' '}
        <label>
          New records per{' '}
          <select value={period} onChange={({ currentTarget }) => setPeriod(currentTarget.value as Period)}>
            {Object.keys(PERIODS).map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
      </p>
      <Awaited of={found}>{(standing) => <Standings of={standing} arrivals={arrivals} />}</Awaited>
    </>
  );
}

function Standings({
  of: { datasets, sources },
  arrivals,
}: {
  readonly of: Standing;
  readonly arrivals: Arrivals;
}) {
  return (
    <>
      <section>
        <h2>Datasets</h2>
        <div class="wide" role="region" aria-label="Datasets" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {['dataset', 'where its records are', 'landed', ...TERMS, 'newest in silver', 'new'].map(
                  (name) => (
                    <th scope="col">{name}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {datasets.map((dataset) => (
                <DatasetRow of={dataset} arrivals={arrivals} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {sources && (
        <section>
          <h2>Sources</h2>
          <div class="wide" role="region" aria-label="Sources" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {[
                    'source',
                    'kind',
                    'state',
                    'last pass',
                    'taken',
                    'cursor',
                    'what is wrong',
                    'new in what it fills',
                  ].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sources.map((source) => (
                  <tr>
                    <th scope="row">{source.source}</th>
                    <td>{source.kind}</td>
                    <td>
                      <span class={`state ${source.problems.length > 0 ? 'bad' : ''}`}>{source.state}</span>
                    </td>
                    <td>{source.lastPass}</td>
                    <td class="figure">{source.taken}</td>
                    <td>{source.cursor}</td>
                    <td>{source.problems.join('; ')}</td>
                    <td>
                      <Spark of={together(arrivals, source.feeds)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

function DatasetRow({ of, arrivals }: { readonly of: DatasetView; readonly arrivals: Arrivals }) {
  return (
    <tr>
      <th scope="row">{of.dataset}</th>
      <td>
        <Parts of={of} />
      </td>
      <td class="figure">
        <Figure of={of.landed} />
      </td>
      {TERMS.map((name) => (
        <td class={`figure ${name === 'quarantined' && (of[name] ?? 0) > 0 ? 'bad' : ''}`}>
          <Figure of={of[name]} />
        </td>
      ))}
      <td>
        {of.fresh?.replace('T', ' ').replace(/(\.\d+)?Z$/, '') ?? '–'}
        {of.freshWithinMinutes !== undefined && of.fresh !== null && (
          <small class={of.isLate ? 'bad' : undefined}>
            {' '}
            {of.isLate ? 'late: ' : ''}asked within {inWords(of.freshWithinMinutes)}
          </small>
        )}
      </td>
      <td>
        <Spark of={together(arrivals, [of.dataset])} />
      </td>
    </tr>
  );
}

/** Shares of what landed as one bar; its text is the columns beside it. */
function Parts({ of }: { readonly of: DatasetView }) {
  const { landed } = of;
  if (landed === null || landed === 0) return null;
  let from = 0;
  return (
    <svg class="parts" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {TERMS.map((name) => {
        const width = (100 * (of[name] ?? 0)) / landed;
        const x = from;
        from += width;
        return <rect class={name} x={x} y="0" width={width} height="8" />;
      })}
    </svg>
  );
}
