#!/usr/bin/env node
const { compiled } = require('./compiled.js');
const { runCompiled } = require('./run-compiled.js');

// Whoever reads the output may stop before its end, as `head` does: that is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** A lake that serves answers more quickly than a command that has to load everything. */
async function main() {
  const { askLake } = require(await compiled('local/served/ask.ts'));
  if (await askLake(process.argv.slice(2))) return;
  await runCompiled('bin/lake.ts');
}

main().catch((error) => {
  console.error(`lake: the command line can't be compiled: ${error.message}`);
  process.exitCode = 1;
});
