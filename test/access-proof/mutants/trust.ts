import { breakGlass, role, roleNamed, trusting, type Mutant } from './mutant';

/** Roles that others may take on than configuration says. */
export const TRUST: readonly Mutant[] = [
  {
    name: 'a clinician trusted by everybody',
    mutate: roleNamed('headwater-prod-clinician', trusting({ AWS: '*' })),
    rule: 'trust',
    names: /clinician can be taken on by \*/,
  },
  {
    name: 'a clinician trusted by the string of everybody',
    mutate: roleNamed('headwater-prod-clinician', trusting('*')),
    rule: 'trust',
    names: /clinician can be taken on by \*/,
  },
  {
    name: 'a clinician trusted by another account',
    mutate: roleNamed('headwater-prod-clinician', trusting({ AWS: '999988887777' })),
    rule: 'trust',
    names: /clinician can be taken on by 999988887777/,
  },
  {
    name: 'a clinician trusted by whoever is in the account',
    mutate: roleNamed('headwater-prod-clinician', trusting({ AWS: 'arn:aws:iam::111122223333:root' })),
    rule: 'trust',
    names: /clinician can be taken on without the condition/,
  },
  {
    name: 'a clinician trusted by more roles than configured',
    mutate: roleNamed(
      'headwater-prod-clinician',
      trusting(
        { AWS: 'arn:aws:iam::111122223333:root' },
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
      ),
    ),
    rule: 'trust',
    names: /clinician can be taken on without the condition/,
  },
  {
    name: 'a break-glass role without a second factor',
    mutate: breakGlass(trusting({ AWS: 'arn:aws:iam::111122223333:root' })),
    rule: 'trust',
    names: /break-glass can be taken on without the condition Bool on aws:multifactorauthpresent/,
  },
  {
    name: 'a break-glass role whose second factor is only asked of who has one',
    mutate: breakGlass(
      trusting(
        { AWS: 'arn:aws:iam::111122223333:root' },
        { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
      ),
    ),
    rule: 'trust',
    names: /break-glass can be taken on without the condition Bool/,
  },
  {
    name: 'a role of a service that people may take on',
    mutate: role(
      ({ Path }) => String(Path).endsWith('/service/'),
      trusting({ AWS: 'arn:aws:iam::111122223333:root' }),
    ),
    rule: 'trust',
    names: /can be taken on by arn:aws:iam::111122223333:root; it is no persona's/,
  },
];
