/** Something about access that is not as it must be. */
export interface Finding {
  readonly rule:
    /** Columns and rows. */
    | 'beyond-clearance'
    | 'outside-zones'
    | 'unfiltered-rows'
    | 'withheld'
    | 'metadata'
    /** Lake Formation. */
    | 'missing-tag'
    | 'unknown-tag'
    | 'open-by-default'
    | 'grant'
    | 'administrator'
    | 'settings'
    | 'location'
    /** IAM, buckets, keys and queries. */
    | 'identity'
    | 'permission'
    | 'trust'
    | 'resource-policy'
    | 'results'
    | 'direct-read'
    | 'no-deny'
    | 'statement'
    | 'unseen'
    /** Whatever else the templates say that nobody has reviewed. */
    | 'unreviewed';
  /** The persona, `database.table.column`, bucket or other resource it is about. */
  readonly subject: string;
  readonly message: string;
}

/** The findings for people to read, those of one kind together; empty when there are none. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const sections = rules.map((rule) => {
    const messages = findings.filter((each) => each.rule === rule).map(({ message }) => message);
    return [`${rule}:`, ...[...new Set(messages)].map((message) => `  ${message}`)].join('\n');
  });
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return [`Access is not as contracts and configuration say: ${count}.`, ...sections].join('\n');
}
