import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CONSOLE_PATH } from '../../core/console/document';
import type { ConsoleSettings } from '../config/console';
import type { AlarmSpec } from '../constructs/alarm-spec';
import { ConsoleApi } from '../constructs/console/console-api';
import { ConsolePage } from '../constructs/console/console-page';
import { People } from '../constructs/console/people';
import type { Lake } from '../constructs/lake';
import { LakeStack } from './lake-stack';

export interface ConsoleStackProps extends Lake {
  readonly settings: ConsoleSettings;
}

/** A page for whoever would rather look than type: people by their groups, what answers them, and the page itself. */
export class ConsoleStack extends LakeStack {
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, id: string, props: ConsoleStackProps) {
    super(scope, id, 'the console', props);
    const url = `https://${props.settings.domain}${CONSOLE_PATH}`;
    const people = new People(this, 'People', { ...props, url });
    const api = new ConsoleApi(this, 'Api', { ...props, people });
    const page = new ConsolePage(this, 'Page', { ...props, people, apiHost: api.host });
    this.alarms = api.alarms();
    new CfnOutput(this, 'ConsoleUrl', { value: url });
    new CfnOutput(this, 'ConsoleTarget', { value: page.target, description: 'Where the domain has to lead' });
    new CfnOutput(this, 'ConsoleUserPool', { value: people.pool.userPoolId });
  }
}
