import type { Finding } from '../finding';
import type { Proof } from '../proof';

/**
 * Every column carries the class of its contract as a tag of its own, and no tag is set that Lake Formation
 * doesn't have.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/TBAC-overview.html
 */
export function checkTags({ evaluation: { lakeFormation }, tables }: Proof): Finding[] {
  const findings: Finding[] = [];
  for (const table of tables) {
    for (const { name, sensitivity } of table.columns) {
      const tag = lakeFormation.ownTags(table.database, table.name, name).get('sensitivity');
      if (tag === sensitivity) continue;
      const subject = `${table.database}.${table.name}.${name}`;
      findings.push({
        rule: 'missing-tag',
        subject,
        message: `${subject} is classed ${sensitivity} but ${tag === undefined ? 'has no sensitivity tag of its own' : `tagged ${tag}`}`,
      });
    }
  }
  for (const [resource, key, value] of lakeFormation.assignments()) {
    if (lakeFormation.vocabulary.get(key)?.includes(value)) continue;
    findings.push({
      rule: 'unknown-tag',
      subject: resource,
      message: `${resource} is tagged ${key}=${value}, which no LF-tag allows`,
    });
  }
  return findings;
}
