import { loadEnvironment } from '../lib/config';
import { synthesize } from './synthesize';

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

void synthesize((app) => loadEnvironment(app.node.tryGetContext('env'), { account, region }));
