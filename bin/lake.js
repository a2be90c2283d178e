#!/usr/bin/env node
const { compiled } = require('./compiled.js');

compiled('bin/lake.ts').then(require, (error) => {
  console.error(`lake: the command line can't be compiled: ${error.message}`);
  process.exitCode = 1;
});
