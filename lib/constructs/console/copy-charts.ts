import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Statements of charts are read when they are shown; they go beside the bundle. */
export function copyCharts(): ICommandHooks {
  return {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (from, to) => [`cp "${from}"/datasets/charts/*.sql "${to}"`],
  };
}
