import type { Finding } from '../finding';
import type { Proof } from '../proof';

/** Starts of the types that bring resources which the templates don't show, or let people in by other doors. */
const OPAQUE = [
  'AWS::CloudFormation::Stack',
  'AWS::RAM::',
  'AWS::RolesAnywhere::',
  'AWS::S3::AccessGrant',
  'AWS::SSO::',
];

/** The templates show everything they deploy. */
export function checkUnseen({ evaluation: { templates } }: Proof): Finding[] {
  const hidden = templates
    .where(({ Type }) => Type.endsWith('::MODULE') || OPAQUE.some((start) => Type.startsWith(start)))
    .map(({ type, logicalId }): Finding => ({
      rule: 'unseen',
      subject: logicalId,
      message: `${logicalId} is ${type}, which isn't evaluated: who sees what cannot be told`,
    }));
  const transformed: Finding = {
    rule: 'unseen',
    subject: 'Transform',
    message: 'A template is changed by macros when it is deployed: who sees what cannot be told',
  };
  return templates.areTransformed ? [...hidden, transformed] : hidden;
}
