import { useState } from 'preact/hooks';
import type { TableView } from '../../local/console/api';
import { ask, run } from '../lake';
import type { PageProps } from '../main';
import { Awaited, Rows } from '../parts';
import { useLake } from '../use-lake';

const SAMPLE_ROWS = 20;

/** What there is for a persona, and where it comes from. */
export function Catalog({ persona }: PageProps) {
  const found = useLake(() => ask('catalog', persona, {}), [persona]);
  const [wanted, setWanted] = useState('');
  return (
    <>
      <label>
        Search tables, columns and descriptions{' '}
        <input type="search" value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
      </label>
      <Awaited of={found}>
        {(tables) => {
          const shown = tables.filter((table) => matches(table, wanted.toLowerCase().trim()));
          return (
            <>
              <p role="status">
                {shown.length} of {tables.length} tables
              </p>
              {shown.map((table) => (
                <Table key={nameOf(table)} of={table} persona={persona} />
              ))}
            </>
          );
        }}
      </Awaited>
    </>
  );
}

const nameOf = ({ database, name }: TableView): string => `${database}.${name}`;

function matches(table: TableView, wanted: string): boolean {
  const texts = [
    nameOf(table),
    table.description,
    ...table.columns.flatMap((each) => [each.name, each.description]),
  ];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function Table({ of, persona }: { readonly of: TableView; readonly persona: string }) {
  const [isOpen, setOpen] = useState(false);
  const { contract, madeFrom } = of;
  return (
    <details class="table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{nameOf(of)}</strong> {of.description}
      </summary>
      {isOpen && (
        <>
          <p>
            {contract &&
              `Contract ${contract.dataset} ${contract.version}, answered for by ${contract.owner}. `}
            {madeFrom.length > 0 && `Made from ${madeFrom.join(', ')}.`}
          </p>
          <div class="wide" role="region" aria-label={`Columns of ${nameOf(of)}`} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {['column', 'type', 'class', 'comes from', 'what it is'].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {of.columns.map((column) => (
                  <tr>
                    <th scope="row">{column.name}</th>
                    <td>{column.type}</td>
                    <td>
                      <span class={`class ${column.sensitivity}`}>{column.sensitivity}</span>
                    </td>
                    <td>{column.source && <code>{column.source}</code>}</td>
                    <td>{column.description}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Sample of={of} persona={persona} />
        </>
      )}
    </details>
  );
}

function Sample({ of, persona }: { readonly of: TableView; readonly persona: string }) {
  const columns = of.columns.map(({ name }) => `"${name}"`).join(', ');
  const found = useLake(
    () => run(persona, `SELECT ${columns} FROM ${nameOf(of)} LIMIT ${SAMPLE_ROWS}`),
    [persona, nameOf(of)],
  );
  return (
    <Awaited of={found}>
      {({ page }) =>
        page.error ? (
          <p class="problem">{page.error.message}</p>
        ) : (
          <Rows
            label={`Rows of ${nameOf(of)}, as ${persona} sees them`}
            columns={page.columns.map(({ name }) => name)}
            rows={page.rows}
          />
        )
      }
    </Awaited>
  );
}
