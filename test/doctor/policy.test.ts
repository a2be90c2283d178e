import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionOf } from '../governance/support/aws-services';
import { examined } from '../governance/support/examined';
import { given } from '../governance/support/permissions';
import { role } from '../governance/support/account';

const PAGE = join(__dirname, '../../docs/governance.md');
/** What services look at on behalf of the caller, without being asked for it by us. */
const ON_BEHALF = ['glue:GetDatabase', 'glue:GetTable', 'kinesis:DescribeLimits'];

test('the policy in docs/governance.md allows what is asked, and nothing that changes anything', async () => {
  const [, json = ''] = /needs\n\n```json\n([\s\S]+?)```/.exec(readFileSync(PAGE, 'utf8')) ?? [];
  const { Statement } = JSON.parse(json) as { Statement: { Action: string[] }[] };
  const saved = { LFTagPolicy: { ResourceType: 'TABLE', ExpressionName: 'saved' } } as const;
  const { asked } = await examined((account) => {
    given(role('x'), saved, 'SELECT')(account);
    account.quotas = {};
  });
  const needed = [...new Set(asked.map(actionOf)), ...ON_BEHALF];
  expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual(needed.sort());
  expect(needed.filter((action) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
});
