import type { Connection } from './connection';
import { jdbcKit } from './jdbc';
import type { Kit } from './kit';
import { pythonKit, rKit } from './notebooks';
import { odbcKit } from './odbc';
import { powerBiKit } from './power-bi';
import { tableauKit } from './tableau';

export { parseConnection, type Connection } from './connection';
export { connectionFromOutputs, type StackOutputs } from './from-outputs';
export type { Kit } from './kit';
export { LOCAL_TOOLS, localKit } from './local';

/** Tools a kit can be made for, as the command line names them. */
export const BI_TOOLS = ['tableau', 'powerbi', 'jdbc', 'odbc', 'python', 'r'] as const;
export type BiTool = (typeof BI_TOOLS)[number];

/**
 * The settings that connect a tool to the lake.
 *
 * @param tables tables of the connection's database, the first of which examples read
 */
export function connectionKit(
  tool: BiTool,
  connection: Connection,
  tables: readonly [string, ...string[]],
): Kit {
  const [first] = tables;
  switch (tool) {
    case 'tableau':
      return tableauKit(connection);
    case 'powerbi':
      return powerBiKit(connection, tables);
    case 'jdbc':
      return jdbcKit(connection);
    case 'odbc':
      return odbcKit(connection);
    case 'python':
      return pythonKit(connection, first);
    case 'r':
      return rKit(connection, first);
  }
}
