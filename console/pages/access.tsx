import { useState } from 'preact/hooks';
import type { AccessRow } from '../../core/console/api';
import { ask } from '../lake';
import type { PageProps } from '../main';
import { Awaited } from '../parts';
import { useLake } from '../use-lake';

/** Who sees which column, and why. */
export function Access({ persona }: PageProps) {
  const found = useLake(() => ask('access', persona, {}), [persona]);
  const [table, setTable] = useState<string>();
  return (
    <Awaited of={found}>
      {(rows) => {
        const tables = [...new Set(rows.map((row) => row.table))];
        const shown = table !== undefined && tables.includes(table) ? table : tables[0];
        return (
          <>
            <p>Columns that {persona} sees, and who else does. Of other columns it learns nothing.</p>
            <label>
              Table{' '}
              <select value={shown} onChange={({ currentTarget }) => setTable(currentTarget.value)}>
                {tables.map((name) => (
                  <option value={name}>{name}</option>
                ))}
              </select>
            </label>
            <Matrix rows={rows.filter((row) => row.table === shown)} />
          </>
        );
      }}
    </Awaited>
  );
}

function Matrix({ rows }: { readonly rows: readonly AccessRow[] }) {
  const personas = Object.keys(rows[0]?.cells ?? {});
  return (
    <div class="wide" role="region" aria-label="Who sees what" tabIndex={0}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">column</th>
            <th scope="col">class</th>
            {personas.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.column}</th>
              <td>
                <span class={`class ${row.sensitivity}`}>{row.sensitivity}</span>
              </td>
              {personas.map((name) => {
                const cell = row.cells[name];
                return (
                  <td class={cell?.sees ? 'sees' : 'hidden-from'}>
                    <strong>{cell?.sees ? 'sees' : 'hidden'}</strong> <small>{cell?.reason}</small>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
