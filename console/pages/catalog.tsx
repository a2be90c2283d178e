import { useState } from 'preact/hooks';
import type { ColumnView, TableView } from '../../core/console/api';
import { ask, run } from '../lake';
import type { PageProps } from '../main';
import { Awaited, Figure, Rows } from '../parts';
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

interface TableProps {
  readonly of: TableView;
  readonly persona: string;
}

function Table({ of, persona }: TableProps) {
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
                    <td>
                      <Way of={column} />
                    </td>
                    <td>{column.description}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Rules of={of} persona={persona} />
          <Sample of={of} persona={persona} />
        </>
      )}
    </details>
  );
}

/** From where a column comes, one step and to the end. */
function Way({ of: { from, bronze, isPartly } }: { readonly of: ColumnView }) {
  return (
    <ul class="way">
      {from.map((each) => (
        <li>
          <code>{each}</code>
        </li>
      ))}
      {bronze.map((each) => (
        <li class="bronze">
          <code>{each}</code>
        </li>
      ))}
      {isPartly && <li>and what this persona doesn’t see</li>}
    </ul>
  );
}

/** What the latest run's rules have found, where silver has them and the persona sees them. */
function Rules({ of: { database, name, contract }, persona }: TableProps) {
  const dataset = database === 'silver' && contract?.dataset === name ? name : undefined;
  const found = useLake(
    async () => (dataset === undefined ? undefined : run(persona, rulesSql(dataset))),
    [persona, dataset],
  );
  if (dataset === undefined) return null;
  return (
    <Awaited of={found}>
      {(answer) =>
        answer === undefined || answer.page.error || answer.page.rows.length === 0 ? null : (
          <Rows
            label={`Quality of ${dataset}, as its latest run found it`}
            columns={answer.page.columns.map(({ name }) => name)}
            rows={answer.page.rows}
          />
        )
      }
    </Awaited>
  );
}

const rulesSql = (dataset: string): string => `SELECT rule, checked, failed, passed, checked_at
FROM silver.quality_results
WHERE dataset = '${dataset}'
  AND checked_at = (SELECT max(checked_at) FROM silver.quality_results WHERE dataset = '${dataset}')
ORDER BY passed, rule`;

/** How many rows the persona sees, and some of them. */
function Sample({ of, persona }: TableProps) {
  const columns = of.columns.map(({ name }) => `"${name}"`).join(', ');
  const found = useLake(
    async () => ({
      count: await run(persona, `SELECT count(*) AS n FROM ${nameOf(of)}`),
      sample: await run(persona, `SELECT ${columns} FROM ${nameOf(of)} LIMIT ${SAMPLE_ROWS}`),
    }),
    [persona, nameOf(of)],
  );
  return (
    <Awaited of={found}>
      {({ count, sample: { page } }) =>
        page.error ? (
          <p class="problem">{page.error.message}</p>
        ) : (
          <>
            <p>
              <Figure of={Number(count.page.rows[0]?.[0] ?? 0)} /> rows that {persona} sees
              {Number(count.page.rows[0]?.[0] ?? 0) > SAMPLE_ROWS && `, ${SAMPLE_ROWS} of them here`}
            </p>
            <Rows
              label={`Rows of ${nameOf(of)}, as ${persona} sees them`}
              columns={page.columns.map(({ name }) => name)}
              rows={page.rows}
            />
          </>
        )
      }
    </Awaited>
  );
}
