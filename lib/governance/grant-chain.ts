import type { CfnResource } from 'aws-cdk-lib';

/**
 * Puts Lake Formation resources one after the other: many changes at once fail with
 * ConcurrentModificationException.
 */
export class GrantChain {
  private last: CfnResource | undefined;

  add(...resources: readonly CfnResource[]): void {
    for (const resource of resources) {
      if (this.last) resource.addResourceDependency(this.last);
      this.last = resource;
    }
  }
}
