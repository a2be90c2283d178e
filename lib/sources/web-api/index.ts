import type { webApi } from '../../../lambdas/web-api/kind';
import type { ApiSettings } from '../../../lambdas/web-api/settings';
import { pulledSource } from '../../constructs/pulled-source';
import { readsTable } from '../../constructs/table-reading';
import type { SourceConstruct } from '../source-construct';

/** What a secret has to hold. */
const FILL: Readonly<Record<Exclude<ApiSettings['auth']['kind'], 'none'>, string>> = {
  header: '{"key":"..."}',
  query: '{"key":"..."}',
  basic: '{"username":"...","password":"..."}',
  oauth2: '{"clientId":"...","clientSecret":"..."}',
};

/** Schedule -> function -> bronze. A source without a URL has none of it. */
export const face: SourceConstruct<typeof webApi.settings> = {
  bind(scope, lake, source) {
    const { name, settings } = source;
    const { url, dataset, schedule, auth, questions } = settings;
    if (url === undefined) return { alarms: [] };
    const pass = pulledSource(scope, {
      ...lake,
      source,
      dataset,
      schedule,
      entry: 'lambdas/web-api/handler.ts',
      description: `Asks the API of ${name} for ${dataset}`,
      // An answer is held with where its parts are, several times its size.
      memory: 1024,
      ...(auth.kind !== 'none' && { fill: FILL[auth.kind] }),
    });
    return {
      alarms: pass.alarms(),
      schedules: [pass.schedule],
      readings: questions ? [readsTable(name, pass.handler, questions.table, lake)] : [],
    };
  },
};
