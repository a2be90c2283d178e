import type { Finding } from '../finding';
import type { Proof } from '../proof';

/**
 * No database opens its new tables to whoever IAM allows, and Lake Formation alone vends credentials for the
 * location of those with tables.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/hybrid-access-mode.html
 */
export function checkDatabases({ evaluation, tables }: Proof): Finding[] {
  const { lakeFormation, locations } = evaluation;
  const open = lakeFormation.openDatabases.map((database): Finding => ({
    rule: 'open-by-default',
    subject: database,
    message: `New tables in ${database} are open to IAM_ALLOWED_PRINCIPALS; set createTableDefaultPermissions to []`,
  }));
  const databases = [...new Set(tables.map(({ database }) => database))];
  const badlyLocated = databases.flatMap((database): Finding[] => {
    const location = locations.find((each) => each.database === database);
    const problem = location ? location.problem : 'has no location in the templates';
    if (problem === undefined) return [];
    return [{ rule: 'location', subject: database, message: `The location of ${database} ${problem}` }];
  });
  return [...open, ...badlyLocated];
}
