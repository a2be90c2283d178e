import type { z } from 'zod';
import type { PassReport, PassWork } from '../../core/sources';
import type { SourceContext } from './local-source';

/** Makes a pass that is the same on AWS one of this machine. */
export function passHere<S extends z.ZodType>(
  pass: (work: PassWork<S>) => Promise<PassReport>,
): (context: SourceContext<S>) => Promise<PassReport> {
  return ({ source, lake, secrets, signal }) => {
    const { datasets, bronze, ledger, clock } = lake;
    const tables = { query: (sql: string) => lake.query(sql) };
    return pass({ source, datasets, bronze, ledger, clock, secrets, tables, signal });
  };
}
