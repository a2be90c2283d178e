const base = require('./jest.config.js');

/** Real brokers and databases: `npm run e2e:brokers`. @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/brokers'],
  testPathIgnorePatterns: ['/node_modules/'],
  transformIgnorePatterns: [
    '/node_modules/(?!(p-map|p-retry|is-network-error|@platformatic/[^/]+|mnemonist|scule)/)',
  ],
  // Brokers start one after the other.
  maxWorkers: 1,
};
