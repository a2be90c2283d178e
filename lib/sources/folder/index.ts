import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { FILES_AT_ONCE, type folder } from '../../../lambdas/folder/kind';
import { sharingEntries } from '../../constructs/alarm-spec';
import { Inbox } from '../../constructs/inbox';
import { pascalCase } from '..';
import type { SourceConstruct } from '../source-construct';

/** Files that are dropped into a bucket. A source without a prefix has none of it. */
export const face: SourceConstruct<typeof folder.settings> = {
  bind(scope, lake, source) {
    const { name, settings } = source;
    if (settings.prefix === undefined) return { alarms: [] };
    const drop = new Inbox(scope, 'Inbox', lake, {
      name: `folder-${name}`,
      source,
      what: 'Files',
      prefix: settings.prefix,
      expireDays: settings.expireDays,
      previousVersionDays: lake.environment.retention.previousVersionDays,
      entry: 'lambdas/folder/handler.ts',
      // One of a gigabyte takes a few minutes.
      timeout: Duration.minutes(15),
      memory: 1024,
      atOnce: FILES_AT_ONCE,
    });
    new CfnOutput(Stack.of(scope), `Drop${pascalCase(name)}`, {
      value: drop.address,
      description: `Where to put files for ${name}`,
    });
    return { alarms: sharingEntries('folder', `folder-${name}`, drop.alarms()) };
  },
};
