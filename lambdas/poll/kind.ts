import { defineKind } from '../../core/sources';
import { pollSettings } from './settings';

/** Tables of databases that are read at their times. */
export const poll = defineKind({
  name: 'poll',
  summary: 'tables of PostgreSQL, MySQL and MariaDB that are read at their times',
  settings: pollSettings,
  feeds: ({ dataset }) => [dataset],
  isSetUp: ({ host }) => host !== undefined,
  isDeployed: ({ host }) => host !== undefined,
  functions: ({ host }) =>
    host === undefined
      ? { atOnce: [] }
      : {
          atOnce: [{ count: 1, because: 'a polled database' }],
          reserved: { count: 1, because: '1 reserved for a polled database' },
        },
});
