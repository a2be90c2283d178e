import base from './jest.config.mjs';

/** The console in a real Chromium: `npm run e2e:console`. @type {import('jest').Config} */
export default {
  ...base,
  roots: ['<rootDir>/test/console'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
