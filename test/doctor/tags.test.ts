import type { LFTagPair } from '@aws-sdk/client-lakeformation';
import { databaseTags } from '../../core/governance';
import { tagDrifts } from '../../doctor/tag-drift';
import type { AccountState } from '../governance/support/account';
import { examined } from '../governance/support/examined';

const pair = (TagKey: string, value: string): LFTagPair => ({ TagKey, TagValues: [value] });

function columnTags({ tables }: AccountState, table: string, column: string): LFTagPair[] {
  const found = tables[table]?.LFTagsOnColumns?.find(({ Name }) => Name === column);
  if (!found) throw new Error(`${table}.${column} has no tags`);
  found.LFTags = [...(found.LFTags ?? [])];
  return found.LFTags;
}

describe('LF-tags that have drifted', () => {
  it.each<[string, (account: AccountState) => void, [severity: string, problem: RegExp, remedy: RegExp]]>([
    [
      'a column in an earlier class than its contract’s',
      (account) =>
        columnTags(account, 'silver.immunizations', 'patient_id').splice(0, 1, pair('sensitivity', 'public')),
      [
        'error',
        /^Column patient_id of silver\.immunizations has LF-tag sensitivity=public; the contracts say personal$/,
        /table migration/,
      ],
    ],
    [
      'a column in a later class',
      (account) =>
        columnTags(account, 'gold.immunizations_by_vaccine', 'cvx_code').splice(
          0,
          1,
          pair('sensitivity', 'health'),
        ),
      ['warning', /sensitivity=health; the contracts say public/, /table migration/],
    ],
    [
      'a column that nobody has classed, which inherits the last class',
      (account) => columnTags(account, 'silver.immunizations', 'primary_source').splice(0, 1),
      [
        'warning',
        /primary_source of silver\.immunizations has no LF-tag sensitivity; the contracts say internal/,
        /table migration/,
      ],
    ],
    [
      'a raw record that has lost its tag, and the table’s lets everybody in',
      (account) =>
        columnTags(account, 'silver.quarantine', 'record').splice(0, 2, pair('sensitivity', 'health')),
      [
        'error',
        /record of silver\.quarantine has no LF-tag rows; the contracts say filtered/,
        /table migration/,
      ],
    ],
    [
      'columns that share a drift, as one',
      (account) => {
        for (const column of ['state', 'reason'])
          columnTags(account, 'silver.documents', column).splice(0, 1);
      },
      [
        'warning',
        /^Columns (state, reason|reason, state) of silver\.documents have no LF-tag/,
        /table migration/,
      ],
    ],
    [
      'a class on a table, which its columns of tomorrow would inherit',
      ({ tables }) => tables['silver.immunizations']?.LFTagsOnTable?.push(pair('sensitivity', 'public')),
      [
        'error',
        /^Table silver\.immunizations has LF-tag sensitivity=public; the contracts set none$/,
        /remove-lf-tags-from-resource/,
      ],
    ],
    [
      'a table whose rows are no longer filtered',
      ({ tables }) => {
        const tags = tables['silver.immunizations'];
        if (tags) tags.LFTagsOnTable = [pair('domain', 'immunization'), pair('rows', 'all')];
      },
      ['error', /rows=all; the contracts say filtered/, /table migration/],
    ],
    [
      'a zone on a column',
      (account) => columnTags(account, 'bronze.immunizations', 'record').push(pair('zone', 'gold')),
      ['error', /zone=gold; the contracts set none/, /remove-lf-tags-from-resource .*TableWithColumns/],
    ],
    [
      'a tag that isn’t the lake’s, by which others may be let in',
      ({ databaseTags: tags }) => tags.gold?.push(pair('team', 'sales')),
      [
        'error',
        /^Database gold has LF-tag team=sales; the contracts set none$/,
        /remove-lf-tags-from-resource/,
      ],
    ],
    [
      'a domain',
      ({ tables }) => {
        const tags = tables['silver.load_audit']?.LFTagsOnTable;
        tags?.splice(0, 1, pair('domain', 'unclaimed'));
      },
      ['warning', /domain=unclaimed; the contracts say lake/, /table migration/],
    ],
    [
      'a database that lets in whom its tables must keep out',
      ({ databaseTags: tags }) => {
        tags.bronze = Object.entries({ ...databaseTags('bronze'), zone: 'gold' }).map(([key, value]) =>
          pair(key, value),
        );
      },
      [
        'error',
        /^Database bronze has LF-tag zone=gold; the contracts say bronze$/,
        /add-lf-tags-to-resource .*"zone"/,
      ],
    ],
    [
      'a database without a class, whose new columns match no grant',
      ({ databaseTags: tags }) => {
        tags.silver = (tags.silver ?? []).filter(({ TagKey }) => TagKey !== 'sensitivity');
      },
      [
        'warning',
        /^Database silver has no LF-tag sensitivity; the contracts say health$/,
        /add-lf-tags-to-resource/,
      ],
    ],
  ])('%s', async (_, change, [severity, problem, remedy]) => {
    const { findings } = await examined(change);
    expect(findings.map((each) => [each.check, each.severity])).toEqual([['drifted-tag', severity]]);
    expect(findings[0]?.problem).toMatch(problem);
    expect(findings[0]?.remedy).toMatch(remedy);
  });

  it('a class that nobody knows counts as open', () => {
    const [drift] = tagDrifts(
      { own: { sensitivity: 'tbd' }, inherited: {} },
      { own: { sensitivity: 'public' }, inherited: {} },
    );
    expect(drift).toEqual({ key: 'sensitivity', found: 'tbd', wanted: 'public', isOpen: true });
  });
});

describe('tables that aren’t there', () => {
  it('are findings of their own, and their tags and filters aren’t missed too', async () => {
    const { findings } = await examined(({ tables, filters }) => {
      delete tables['silver.immunizations'];
      delete tables['bronze.vaccines'];
      filters.length = 0;
    });
    expect(findings).toEqual([
      {
        check: 'missing-table',
        severity: 'warning',
        problem: 'Table bronze.vaccines is not there',
        remedy: 'Deploy the catalog stack.',
      },
      {
        check: 'missing-table',
        severity: 'warning',
        problem: 'Table silver.immunizations is not there',
        remedy: expect.stringContaining('start-execution') as string,
      },
    ]);
  });

  it('make one finding with their database', async () => {
    const { findings, checked } = await examined(({ databases }) => delete databases.gold);
    expect(findings.map(({ problem }) => problem)).toContain('Database gold is not there');
    expect(findings.filter(({ check }) => check === 'missing-table')).toEqual([]);
    expect(checked.databases).toBe(5);
  });
});
