import { everything } from '../lib/config';
import { synthesize } from '../bin/synthesize';

// An app of its own, so that nobody deploys it by its name.
void synthesize(everything);
