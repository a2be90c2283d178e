import { useState } from 'preact/hooks';
import type { ChartView } from '../../core/console/api';
import { Chart } from '../chart';
import { ask, records, run } from '../lake';
import type { PageProps } from '../main';
import { Awaited } from '../parts';
import { useLake } from '../use-lake';

/** A drawing for each gold model, as its contract has it, and for each chart that has a file. */
export function Charts({ persona }: PageProps) {
  const found = useLake(() => ask('charts', persona, {}), [persona]);
  const [table, setTable] = useState<string>();
  return (
    <Awaited of={found}>
      {(charts) => {
        const chart = charts.find((each) => each.table === table) ?? charts[0];
        if (!chart) return <p>This persona sees no figures.</p>;
        return (
          <>
            <label>
              Model{' '}
              <select value={chart.table} onChange={({ currentTarget }) => setTable(currentTarget.value)}>
                {charts.map((each) => (
                  <option value={each.table}>{each.table}</option>
                ))}
              </select>
            </label>{' '}
            <Model key={chart.table} of={chart} persona={persona} />
          </>
        );
      }}
    </Awaited>
  );
}

function Model({ of, persona }: { readonly of: ChartView; readonly persona: string }) {
  const [measure, setMeasure] = useState(of.measures[0] ?? '');
  const found = useLake(() => run(persona, of.sql), [persona, of.sql]);
  return (
    <>
      <label>
        Figure{' '}
        <select value={measure} onChange={({ currentTarget }) => setMeasure(currentTarget.value)}>
          {of.measures.map((name) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      </label>
      <p>{of.description}</p>
      <Awaited of={found}>
        {({ page }) => {
          if (page.error) return <p class="problem">{page.error.message}</p>;
          if (page.rows.length === 0) return <p>There are no rows yet.</p>;
          const { kind, x, series } = of;
          return (
            <Chart
              drawing={{ kind, x, y: measure, series, data: records(page) }}
              label={`${measure} of ${of.table} by ${x}: ${page.rows.length} rows`}
            />
          );
        }}
      </Awaited>
      <details>
        <summary>The statement behind it</summary>
        <pre>{of.sql}</pre>
      </details>
    </>
  );
}
