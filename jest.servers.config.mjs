import base from './jest.config.mjs';

/** Real brokers and databases: `npm run e2e:servers`. @type {import('jest').Config} */
export default {
  ...base,
  roots: ['<rootDir>/test/servers'],
  testPathIgnorePatterns: ['/node_modules/'],
  transformIgnorePatterns: [
    '/node_modules/(?!(p-map|p-retry|is-network-error|@platformatic/[^/]+|mnemonist|scule|aedes)/)',
  ],
  // Brokers start one after the other.
  maxWorkers: 1,
};
