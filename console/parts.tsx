import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Loaded } from './use-lake';

/** Shows what came, that it is coming, or why it doesn't. */
export function Awaited<T>({
  of: { value, problem },
  children,
}: {
  readonly of: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (problem !== undefined)
    return (
      <p role="alert" class="problem">
        {problem}
      </p>
    );
  if (value === undefined) return <p role="status">Loading …</p>;
  return <>{children(value)}</>;
}

/** A figure with its thousands apart; a dash for what this persona may not count. */
export function Figure({ of }: { readonly of: number | null }) {
  if (of === null) return <span title="Not visible to this persona">–</span>;
  return <>{of.toLocaleString('en')}</>;
}

/** Pixels of a row, as the style sheet has it. */
const ROW = 28;
const VIEW_ROWS = 16;

/** A table of any length, of which only the rows in view are in the page. */
export function Rows({
  label,
  columns,
  rows,
  onEnd,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly onEnd?: (() => void) | undefined;
}) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / ROW) - 4);
  const last = Math.min(rows.length, first + VIEW_ROWS + 8);
  return (
    <div
      class="rows"
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        setTop(scrollTop);
        if (scrollTop + clientHeight > scrollHeight - ROW) onEnd?.();
      }}
    >
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={first * ROW} span={columns.length} />
          {rows.slice(first, last).map((row, i) => (
            <tr key={first + i} aria-rowindex={first + i + 2}>
              {row.map((value) =>
                value === null ? <td class="null">NULL</td> : <td title={value}>{value}</td>,
              )}
            </tr>
          ))}
          <Gap height={(rows.length - last) * ROW} span={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height: `${height}px`, padding: 0 }} />
    </tr>
  );
}
