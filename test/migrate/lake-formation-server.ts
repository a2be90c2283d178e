import { isDeepStrictEqual } from 'node:util';
import {
  LakeFormationClient,
  type DataLakeSettings,
  type PrincipalResourcePermissions,
  type Resource,
} from '@aws-sdk/client-lakeformation';
import { CREDENTIALS, loopback, type Reply } from '../support/loopback';

export const ACCOUNT = '111122223333';
const PAGE = 2;

/** An account of Lake Formation on loopback. */
export interface LakeFormationServer {
  readonly client: LakeFormationClient;
  settings: DataLakeSettings;
  permissions: PrincipalResourcePermissions[];
  /** Answers, if it likes, in place of revoking a permission. */
  onRevoke: (resource: Resource) => Reply | undefined;
  /** Names of the operations asked for. */
  readonly asked: () => string[];
  readonly close: () => Promise<void>;
}

/** A permission as a database gives it when an account's defaults are open. */
export function grantedTo(principal: string, resource: Resource): PrincipalResourcePermissions {
  const Permissions: PrincipalResourcePermissions['Permissions'] = resource.TableWithColumns
    ? ['SELECT']
    : ['ALL'];
  return { Principal: { DataLakePrincipalIdentifier: principal }, Resource: resource, Permissions };
}

/** Lists in pages, and refuses to revoke what isn't there, in the words of the service. */
export async function lakeFormationServer(): Promise<LakeFormationServer> {
  const { endpoint, seen, close } = await loopback(({ path, body }) => {
    const request = JSON.parse(body || '{}') as Request;
    switch (path) {
      case '/GetDataLakeSettings':
        return json({ DataLakeSettings: server.settings });
      case '/PutDataLakeSettings':
        server.settings = request.DataLakeSettings ?? {};
        return json({});
      case '/ListPermissions':
        return list(request);
      case '/RevokePermissions':
        return revoke(request);
      default:
        return json({ message: `no operation ${path}` }, 404);
    }
  });
  const list = ({ Principal, NextToken = '0' }: Request): Reply => {
    const all = server.permissions.filter((each) => same(each.Principal, Principal));
    const from = Number(NextToken);
    return json({
      PrincipalResourcePermissions: all.slice(from, from + PAGE),
      ...(all.length > from + PAGE && { NextToken: String(from + PAGE) }),
    });
  };
  const revoke = ({ Principal, Resource: resource = {} }: Request): Reply => {
    const answer = server.onRevoke(resource);
    if (answer) return answer;
    const named = resource.Table ?? resource.TableWithColumns;
    if (named?.Name === 'ALL_TABLES') return refusal('InvalidInputException', 'No such table.');
    const isMeant = (each: PrincipalResourcePermissions): boolean =>
      same(each.Principal, Principal) && covers(resource, each.Resource ?? {});
    if (!server.permissions.some(isMeant)) return refusal('InvalidInputException', 'No permissions revoked.');
    server.permissions = server.permissions.filter((each) => !isMeant(each));
    return json({});
  };
  const server: LakeFormationServer = {
    client: new LakeFormationClient({
      endpoint,
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      maxAttempts: 1,
    }),
    settings: {},
    permissions: [],
    onRevoke: () => undefined,
    asked: () => seen.map(({ path }) => path.slice(1)),
    close,
  };
  return server;
}

interface Request {
  readonly DataLakeSettings?: DataLakeSettings;
  readonly NextToken?: string;
  readonly Principal?: object;
  readonly Resource?: Resource;
}

/** Revoking on a table takes its columns with it. */
function covers(revoked: Resource, listed: Resource): boolean {
  const { Table: table } = revoked;
  if (!table) return same(revoked, listed);
  const { DatabaseName, Name } = listed.Table ?? listed.TableWithColumns ?? {};
  return DatabaseName === table.DatabaseName && Name === (table.TableWildcard ? 'ALL_TABLES' : table.Name);
}

function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

/** An error as the service tells it. */
export function refusal(name: string, message: string): Reply {
  return json({ __type: name, Message: message }, 400);
}

function json(body: object, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
