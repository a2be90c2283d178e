import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/prepare-run.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/e2e/',
    '<rootDir>/test/servers/',
    '<rootDir>/test/console/',
  ],
  // Packages that are ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(p-map|p-retry|is-network-error)/)'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // One more than cores: tests wait for processes of their own as much as they compute.
  maxWorkers: availableParallelism() + 1,
  // For hangs only: how long a test takes is no part of what it says.
  testTimeout: 180_000,
  reporters: ['default', '<rootDir>/test/support/skipped-reporter.cjs'],
};
