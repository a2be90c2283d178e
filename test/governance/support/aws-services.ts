import type { Reply, Seen } from '../../support/loopback';
import type { AccountState } from './account';

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };

export function ok(body: unknown): Reply {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) };
}

/** An error as services with a JSON protocol tell it. */
export function refusal(name: string, message = 'no', status = 400): Reply {
  return {
    status,
    headers: { ...JSON_TYPE, 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message, Message: message }),
  };
}

/** `lakeformation:ListLFTags` and the like, from how the protocols of the services address an operation. */
export function actionOf({ path, headers }: Seen): string {
  const [prefix = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  if (prefix.startsWith('AWSGlue')) return `glue:${operation}`;
  if (prefix.startsWith('ServiceQuotas')) return `servicequotas:${operation}`;
  return `lakeformation:${path.slice(1)}`;
}

/**
 * Lake Formation, Glue and Service Quotas of one account, answering as their API references say, a few entries
 * a page.
 *
 * @param refused what is answered instead, by action or by action and resource: `glue:GetTables gold`
 */
export function awsServices(
  state: AccountState,
  refused: Readonly<Record<string, Reply>> = {},
): (request: Seen) => Reply {
  return (request) => {
    const action = actionOf(request);
    const input = JSON.parse(request.body || '{}') as Input;
    return refused[action] ?? refused[`${action} ${resourceOf(input)}`] ?? answer(action, input, state);
  };
}

interface Input {
  readonly Name?: string;
  readonly DatabaseName?: string;
  readonly NextToken?: string;
  readonly ServiceCode?: string;
  readonly Resource?: {
    readonly Database?: { readonly Name: string };
    readonly Table?: { readonly DatabaseName: string; readonly Name: string };
  };
  readonly ShowAssignedLFTags?: boolean;
}

function resourceOf({ Name, DatabaseName, ServiceCode, Resource }: Input): string {
  const { Database, Table } = Resource ?? {};
  return Name ?? DatabaseName ?? ServiceCode ?? Database?.Name ?? `${Table?.DatabaseName}.${Table?.Name}`;
}

function answer(action: string, input: Input, state: AccountState): Reply {
  const missing = refusal('EntityNotFoundException', 'Entity Not Found');
  switch (action) {
    case 'lakeformation:GetDataLakePrincipal':
      return ok({ Identity: state.identity });
    case 'lakeformation:GetDataLakeSettings':
      return ok({ DataLakeSettings: state.settings });
    case 'lakeformation:ListResources':
      return page('ResourceInfoList', state.locations, input);
    case 'lakeformation:ListLFTags': {
      const tags = Object.entries(state.vocabulary).map(([TagKey, TagValues]) => ({ TagKey, TagValues }));
      return page('LFTags', tags, input);
    }
    case 'lakeformation:ListPermissions':
      return page('PrincipalResourcePermissions', state.permissions, input);
    case 'lakeformation:ListDataCellsFilter':
      return page('DataCellsFilters', state.filters, input);
    case 'lakeformation:GetLFTagExpression': {
      const saved = state.savedExpressions[input.Name ?? ''];
      const Expression = Object.entries(saved ?? {}).map(([TagKey, TagValues]) => ({ TagKey, TagValues }));
      return saved ? ok({ Name: input.Name, Expression }) : missing;
    }
    case 'lakeformation:GetResourceLFTags': {
      const { Database } = input.Resource ?? {};
      if (Database) return ok({ LFTagOnDatabase: state.databaseTags[Database.Name] });
      const tags = state.tables[resourceOf(input)];
      return tags ? ok(tags) : missing;
    }
    case 'glue:GetDatabases':
      return page('DatabaseList', Object.values(state.databases), input);
    case 'glue:GetTables': {
      const names = Object.keys(state.tables).map((name) => name.split('.'));
      const inside = names.filter(([database]) => database === input.DatabaseName);
      return page(
        'TableList',
        inside.map(([, Name]) => ({ Name })),
        input,
      );
    }
    case 'servicequotas:ListServiceQuotas':
      return page('Quotas', state.quotas[input.ServiceCode ?? ''] ?? [], input);
    case 'servicequotas:ListAWSDefaultServiceQuotas':
      return page('Quotas', state.defaultQuotas[input.ServiceCode ?? ''] ?? [], input);
    default:
      return refusal('UnknownOperationException', action);
  }
}

const PAGE = 3;

function page(field: string, entries: readonly unknown[], { NextToken }: Input): Reply {
  const from = Number(NextToken ?? 0);
  const next = from + PAGE;
  return ok({
    [field]: entries.slice(from, next),
    ...(next < entries.length && { NextToken: String(next) }),
  });
}
