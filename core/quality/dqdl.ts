import type { Dataset } from '../contracts';
import { overdue } from './overdue';
import { qualityRules, type QualityRule } from './rules';

/**
 * A dataset's rules as a Glue Data Quality ruleset.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/dqdl.html
 */
export function qualityRuleset(dataset: Dataset): string {
  return `Rules = [\n${qualityRules(dataset)
    .map((rule) => `    ${dqdl(rule)}`)
    .join(',\n')}\n]`;
}

function dqdl(rule: QualityRule): string {
  switch (rule.kind) {
    case 'key':
      return `IsPrimaryKey ${rule.columns.map(quoted).join(' ')}`;
    case 'complete':
      return `IsComplete ${quoted(rule.column)}`;
    case 'allowed':
      return `ColumnValues ${quoted(rule.column)} in [${rule.values.map(quoted).join(', ')}] where "${rule.column} IS NOT NULL"`;
    case 'timely':
      return `CustomSql ${quoted(`SELECT count(*) FROM primary WHERE ${overdue(rule)}`)} = 0`;
  }
}

function quoted(text: string): string {
  if (text.includes('"')) throw new Error(`DQDL has no way to write ${text}; leave out the double quote.`);
  return `"${text}"`;
}
