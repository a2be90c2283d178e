import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { rules, type NagRuleResult } from 'cdk-nag';

interface Wildcard {
  readonly finding: RegExp;
  readonly reason: string;
}

const declared = new WeakMap<IConstruct, Wildcard[]>();

/**
 * Says why a policy below `scope` has a wildcard. Other than an acknowledgement by id it names the finding by
 * pattern, since ids hold logical names of other stacks that aren't known until everything is synthesized.
 *
 * @param finding pattern of findings such as `Resource::<Bucket.Arn>/*` or `Action::s3:Get*`
 */
export function acknowledgeWildcard(scope: IConstruct, finding: RegExp, reason: string): void {
  declared.set(scope, [...(declared.get(scope) ?? []), { finding, reason }]);
}

/** Acknowledges, one by one, the wildcard findings that a reason has been declared for. */
export function acknowledgeDeclaredWildcards(root: IConstruct): void {
  for (const node of root.node.findAll()) {
    if (!CfnResource.isCfnResource(node)) continue;
    const findings: NagRuleResult = rules.iam.IAMNoWildcardPermissions(node);
    if (!Array.isArray(findings)) continue;
    const known = node.node.scopes.flatMap((scope) => declared.get(scope) ?? []);
    for (const finding of findings) {
      const match = known.find((wildcard) => wildcard.finding.test(finding));
      if (match) {
        Validations.of(node).acknowledge({
          id: `AwsSolutions::AwsSolutions-IAM5[${finding}]`,
          reason: match.reason,
        });
      }
    }
  }
}
