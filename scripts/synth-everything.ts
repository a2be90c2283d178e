import { everything, loadEnvironment } from '../lib/config';
import { synthesize } from '../bin/synthesize';

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

/** An app of its own, so that nobody deploys it by its name. `-c base=ENV` says what it is but for the optional parts. */
void synthesize((app) => {
  const { name } = loadEnvironment(app.node.tryGetContext('base') ?? 'prod');
  return everything(name, { account, region });
});
