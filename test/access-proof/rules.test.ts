import { beyondAllowances } from '../../access-proof/allowances';
import { checkTrust } from '../../access-proof/checks/trust';
import { findingsText } from '../../access-proof/finding';
import { exampleOf, isWithin } from '../../access-proof/pattern';
import { AccessEvaluator, accessPlan, EXAMPLE_ENVIRONMENT, type TemplateJson } from '../../access-proof';
import type { PersonaConfig } from '../../core/governance';
import { persona } from '../governance/support/lake';

describe('patterns of IAM', () => {
  it.each([
    ['arn:aws:s3:::b/analyst/x', 'arn:aws:s3:::b/analyst/*', true],
    ['arn:aws:s3:::b/analyst/*', 'arn:aws:s3:::b/analyst/*', true],
    ['arn:aws:s3:::b/analyst/${aws:userid}', 'arn:aws:s3:::b/analyst/*', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/analyst/*', false],
    ['arn:aws:s3:::b/?nalyst/x', 'arn:aws:s3:::b/analyst/*', false],
    ['arn:aws:s3:::b/${aws:userid}/x', 'arn:aws:s3:::b/analyst/*', false],
    ['arn:aws:s3:::bxanalyst', 'arn:aws:s3:::b.analyst', false],
    ['*', 'arn:aws:s3:::b', false],
  ])('%s is within %s: %s', (pattern, wider, isIt) => {
    expect(isWithin(pattern, wider)).toBe(isIt);
  });

  it('have examples that they stand for', () => {
    expect(exampleOf('role/Admin*')).toMatch(/^role\/Admin.+$/);
    expect(exampleOf('a?c')).toBe('axc');
  });
});

describe('what policies allow beyond a list', () => {
  const list = [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/own/*'] }];
  const beyond = (...Statement: object[]): string[] =>
    beyondAllowances([{ name: 'P', policy: { Statement } }], list);
  const statement = { Effect: 'Allow', Action: 'S3:getobject', Resource: ['arn:aws:s3:::b/own/a'] };

  it('is nothing when it is on the list, whatever the case of its action', () => {
    expect(beyond(statement, { Effect: 'Deny', Action: '*', Resource: '*' })).toEqual([]);
  });

  it('is every action and resource that is not on it', () => {
    expect(beyond({ ...statement, Action: ['s3:GetObject', 's3:Get*'] })).toEqual([
      'may s3:Get* on arn:aws:s3:::b/own/a (P); that is no action it needs',
    ]);
    expect(beyond({ ...statement, Resource: ['arn:aws:s3:::b/own/a', 'arn:aws:s3:::b/other/a'] })).toEqual([
      'may S3:getobject on arn:aws:s3:::b/other/a (P); expected on arn:aws:s3:::b/own/* at most',
    ]);
  });

  it('is everything on no resource in particular', () => {
    expect(beyond({ Effect: 'Allow', Action: 's3:GetObject' })).toHaveLength(1);
  });

  it('takes one statement without a list around it', () => {
    const policy = { Statement: { ...statement, Action: 'iam:PassRole' } };
    expect(beyondAllowances([{ name: 'P', policy }], list)).toHaveLength(1);
  });
});

describe('trust', () => {
  const ROOT = { AWS: 'arn:aws:iam::111122223333:root' };
  const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/login';
  const saml = { kind: 'saml', providerArn: PROVIDER } as const;
  const audience = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const assume = 'sts:AssumeRole';
  const federate = 'sts:AssumeRoleWithSAML';

  function messages(trust: PersonaConfig['trust'], ...allows: object[]): string[] {
    const Statement = allows.map((each) => ({ Effect: 'Allow', ...each }));
    const template: TemplateJson = {
      Resources: {
        Analyst: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement },
            Tags: [{ Key: 'headwater:persona', Value: 'analyst' }],
          },
        },
      },
    };
    const evaluation = new AccessEvaluator([template], EXAMPLE_ENVIRONMENT).evaluate(accessPlan([]));
    const personas = [persona('analyst', { trust })];
    return checkTrust({ evaluation, tables: [], personas }).map(({ message }) => message);
  }

  it.each([
    [
      'a provider of SAML',
      saml,
      { Principal: { Federated: PROVIDER }, Action: federate, Condition: audience },
    ],
    [
      'the account',
      { kind: 'account', mfa: true } as const,
      { Principal: ROOT, Action: assume, Condition: mfa },
    ],
    [
      'the account without a second factor',
      { kind: 'account', mfa: false } as const,
      { Principal: ROOT, Action: assume },
    ],
    [
      'the account by its number, and a condition more than asked for',
      { kind: 'account', mfa: true } as const,
      {
        Principal: { AWS: '111122223333' },
        Action: assume,
        Condition: { ...mfa, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
      },
    ],
    [
      'a role',
      { kind: 'roles', names: ['server'] } as const,
      {
        Principal: ROOT,
        Action: assume,
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/server' } },
      },
    ],
  ])('in %s is as configured', async (_, trust, allow) => {
    expect(messages(trust as PersonaConfig['trust'], allow)).toEqual([]);
  });

  it.each([
    [
      'whoever SAML is for',
      saml,
      { Principal: { Federated: PROVIDER }, Action: federate },
      /StringEquals on saml:aud/,
    ],
    [
      'whom another relying party of the provider is told of',
      saml,
      {
        Principal: { Federated: PROVIDER },
        Action: federate,
        Condition: { StringEquals: { 'SAML:aud': 'https://elsewhere.example.org/saml' } },
      },
      /StringEquals on saml:aud: https:\/\/signin\.aws\.amazon\.com\/saml/,
    ],
    [
      'another provider',
      saml,
      { Principal: { Federated: `${PROVIDER}2` }, Action: federate, Condition: audience },
      /login2/,
    ],
    [
      'everybody but somebody',
      saml,
      { NotPrincipal: ROOT, Action: federate, Condition: audience },
      /NotPrincipal/,
    ],
    [
      'tagging of sessions',
      saml,
      { Principal: { Federated: PROVIDER }, Action: [federate, 'sts:TagSession'], Condition: audience },
      /sts:TagSession/,
    ],
    [
      'no second factor',
      { kind: 'account', mfa: true } as const,
      { Principal: ROOT, Action: assume },
      /Bool on aws:multifactorauthpresent/,
    ],
    [
      'a second factor that is not',
      { kind: 'account', mfa: true } as const,
      {
        Principal: ROOT,
        Action: assume,
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } },
      },
      /Bool on/,
    ],
  ])('in %s is told', async (_, trust, allow, told) => {
    expect(messages(trust, allow)).toEqual([expect.stringMatching(told)]);
  });

  it('in nobody is told', async () => {
    expect(messages(saml)).toEqual(['analyst can be taken on by nobody']);
  });
});

describe('findings as text', () => {
  it('are counted and stand by their rules', () => {
    expect(
      findingsText([
        { rule: 'grant', subject: 'analyst', message: 'analyst is granted DROP' },
        { rule: 'trust', subject: 'analyst', message: 'analyst can be taken on by *' },
        { rule: 'grant', subject: 'clinician', message: 'clinician is granted DROP' },
      ]),
    ).toBe(
      [
        'Access is not as contracts and configuration say: 3 findings.',
        'grant:',
        '  analyst is granted DROP',
        '  clinician is granted DROP',
        'trust:',
        '  analyst can be taken on by *',
      ].join('\n'),
    );
    expect(findingsText([])).toBe('');
  });
});
