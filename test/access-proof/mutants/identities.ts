import { another, EVERYTHING, policy, roleNamed, trusting, type Mutant } from './mutant';

/** Permissions that reach somebody by other ways than a role of the lake. */
export const IDENTITIES: readonly Mutant[] = [
  {
    name: 'a policy of AWS on the analyst',
    mutate: roleNamed('headwater-prod-analyst', {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    }),
    rule: 'identity',
    names: /headwater-prod-analyst has policy .*AdministratorAccess/,
  },
  {
    name: 'a policy of a group',
    mutate: another('AWS::IAM::ManagedPolicy', { Groups: ['analysts'], PolicyDocument: policy(EVERYTHING) }),
    rule: 'identity',
    names: /Extra gives users or groups permissions/,
  },
  ...['User', 'Group', 'UserPolicy', 'GroupPolicy', 'UserToGroupAddition', 'AccessKey'].map(
    (type): Mutant => ({
      name: `AWS::IAM::${type}`,
      mutate: another(`AWS::IAM::${type}`, {}),
      rule: 'identity',
      names: new RegExp(`Extra is AWS::IAM::${type}`),
    }),
  ),
  {
    name: 'a policy of a role from elsewhere',
    mutate: another('AWS::IAM::Policy', {
      Roles: ['AdHoc'],
      PolicyName: 'x',
      PolicyDocument: policy(EVERYTHING),
    }),
    rule: 'identity',
    names: /Extra gives permissions to role adhoc/,
  },
  {
    name: 'a second role of the analyst',
    mutate: another('AWS::IAM::Role', {
      ...trusting({ AWS: 'arn:aws:iam::111122223333:root' }),
      Tags: [{ Key: 'headwater:persona', Value: 'analyst' }],
    }),
    rule: 'identity',
    names: /analyst is the headwater:persona of 2 roles/,
  },
  {
    name: 'a role of a persona that configuration lacks',
    mutate: another('AWS::IAM::Role', {
      ...trusting({ AWS: 'arn:aws:iam::111122223333:root' }),
      Tags: [{ Key: 'headwater:persona', Value: 'guest' }],
    }),
    rule: 'identity',
    names: /guest .*no persona of the configuration/,
  },
];
