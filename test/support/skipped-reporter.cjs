const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Tells at the end of a run how many tests were skipped, what they lack and the command that brings it. */
module.exports = class SkippedReporter {
  onRunComplete(_contexts, { numPendingTests }) {
    const directory = join(process.env.HEADWATER_TEST_RUN ?? '.', 'missing');
    const missing = existsSync(directory) ? readdirSync(directory) : [];
    if (numPendingTests > 0) console.log(`\n${numPendingTests} tests skipped.`);
    for (const name of missing)
      console.log(`  ${name} isn't on this machine: ${readFileSync(join(directory, name), 'utf8')}`);
  }
};
