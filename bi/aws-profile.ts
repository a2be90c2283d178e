import type { Connection } from './connection';
import type { KitFile } from './kit';

/**
 * The AWS profile with which a tool takes on the persona's role.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 */
export function awsProfile({ profile, roleArn, sourceProfile, region }: Connection): KitFile {
  return {
    name: 'aws-config.ini',
    content: [
      `[profile ${profile}]`,
      `role_arn = ${roleArn}`,
      `source_profile = ${sourceProfile}`,
      `region = ${region}`,
      '',
    ].join('\n'),
  };
}

export function profileStep({ profile }: Connection): string {
  return `Append aws-config.ini to ~/.aws/config, then check it: aws sts get-caller-identity --profile ${profile}`;
}
