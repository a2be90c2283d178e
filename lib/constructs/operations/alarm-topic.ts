import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  readonly email: string;
  readonly encryptionKey: IKey;
}

/** Where alarms and cost notices go. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: props.encryptionKey, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(props.email));
    for (const service of ['cloudwatch', 'budgets']) {
      const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
      this.topic.grantPublish(new ServicePrincipal(`${service}.amazonaws.com`, { conditions }));
    }
  }
}
