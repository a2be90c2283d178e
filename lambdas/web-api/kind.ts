import { defineKind } from '../../core/sources';
import { ANSWER_DAYS, ANSWERS_PREFIX } from './names';
import { apiSettings } from './settings';

/** Web APIs that are asked at their times. */
export const webApi = defineKind({
  name: 'web-api',
  summary: 'web APIs that are asked at their times',
  settings: apiSettings,
  feeds: ({ dataset }) => [dataset],
  isSetUp: ({ url }) => url !== undefined,
  isDeployed: ({ url }) => url !== undefined,
  prefixes: [{ prefix: ANSWERS_PREFIX, expireDays: ANSWER_DAYS }],
  functions: ({ url }) =>
    url === undefined
      ? { atOnce: [] }
      : {
          atOnce: [{ count: 1, because: 'a polled API' }],
          reserved: { count: 1, because: '1 reserved for a polled API' },
        },
});
