import type { PrincipalResourcePermissions } from '@aws-sdk/client-lakeformation';
import { closeLake, type CloseDeps } from '../../lambdas/migrate/close';
import { LakeFormationPermissions, settingsOf } from '../../lambdas/migrate/lake-formation';
import {
  ACCOUNT,
  grantedTo,
  lakeFormationServer,
  refusal,
  type LakeFormationServer,
} from './lake-formation-server';

const EVERYBODY = 'IAM_ALLOWED_PRINCIPALS';
const CatalogId = ACCOUNT;
const onDatabase = (Name: string): PrincipalResourcePermissions =>
  grantedTo(EVERYBODY, { Database: { CatalogId, Name } });
const onTable = (DatabaseName: string, Name: string): PrincipalResourcePermissions =>
  grantedTo(EVERYBODY, { Table: { CatalogId, DatabaseName, Name } });
const onColumns = (DatabaseName: string, Name: string): PrincipalResourcePermissions =>
  grantedTo(EVERYBODY, { TableWithColumns: { CatalogId, DatabaseName, Name, ColumnWildcard: {} } });

const OPEN = [{ Principal: { DataLakePrincipalIdentifier: EVERYBODY }, Permissions: ['ALL' as const] }];
const CLOSED = { CreateDatabaseDefaultPermissions: [], CreateTableDefaultPermissions: [] };
const ADMINISTRATORS = [{ DataLakePrincipalIdentifier: `arn:aws:iam::${ACCOUNT}:role/migrate` }];

let server: LakeFormationServer;
let deps: CloseDeps;
beforeEach(async () => {
  server = await lakeFormationServer();
  server.settings = {
    DataLakeAdmins: ADMINISTRATORS,
    CreateDatabaseDefaultPermissions: OPEN,
    CreateTableDefaultPermissions: OPEN,
  };
  deps = {
    settings: settingsOf(server.client),
    permissions: new LakeFormationPermissions(server.client),
    catalogId: ACCOUNT,
  };
});
afterEach(() => server.close());

describe('a fresh account', () => {
  it('is closed before databases exist, and keeps its administrators', async () => {
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 0 });
    expect(server.settings).toEqual({ DataLakeAdmins: ADMINISTRATORS, ...CLOSED });
    expect(server.asked()).not.toContain('RevokePermissions');
  });
});

describe('an account whose databases were created open', () => {
  it('is closed on every database and table of the lake, page by page', async () => {
    const databases = ['bronze', 'staging', 'silver', 'gold', 'discovery'];
    server.permissions = databases.flatMap((name) => [onDatabase(name), onTable(name, 'visits')]);
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 10 });
    expect(server.permissions).toEqual([]);
  });

  it('keeps what others have, databases of others, other catalogs and grants on the catalog', async () => {
    const kept = [
      grantedTo(`arn:aws:iam::${ACCOUNT}:role/analyst`, { Database: { CatalogId, Name: 'silver' } }),
      onDatabase('default'),
      onTable('sales', 'silver'),
      grantedTo(EVERYBODY, { Database: { CatalogId: '444455556666', Name: 'silver' } }),
      grantedTo(EVERYBODY, { Catalog: {} }),
    ];
    server.permissions = [...kept, onDatabase('silver')];
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 1 });
    expect(server.permissions).toEqual(kept);
  });

  it('is closed though a table is listed by its columns too, which go with the table', async () => {
    server.permissions = [onTable('silver', 'visits'), onColumns('silver', 'visits')];
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 1 });
    expect(server.permissions).toEqual([]);
  });

  it('is closed on all tables at once, under whatever name they are listed', async () => {
    server.permissions = [
      onColumns('gold', 'ALL_TABLES'),
      grantedTo(EVERYBODY, {
        Table: { CatalogId, DatabaseName: 'silver', Name: 'ALL_TABLES', TableWildcard: {} },
      }),
    ];
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 2 });
    expect(server.permissions).toEqual([]);
  });

  it('is closed though somebody else revokes the same meanwhile', async () => {
    server.permissions = [onDatabase('silver'), onDatabase('gold')];
    server.onRevoke = () => {
      server.permissions = [];
      return undefined;
    };
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 0 });
  });

  it('has nothing to close the second time', async () => {
    server.permissions = [onDatabase('silver')];
    await closeLake(deps);
    const before = server.asked().length;
    await expect(closeLake(deps)).resolves.toEqual({ revoked: 0 });
    expect(server.asked().slice(before)).toEqual(['GetDataLakeSettings', 'ListPermissions']);
  });
});

it('what is refused and still there is named, without passing for closed', async () => {
  server.permissions = [onColumns('silver', 'visits'), onDatabase('silver')];
  server.onRevoke = ({ TableWithColumns: columns }) =>
    columns ? refusal('InvalidInputException', 'No permissions revoked.') : undefined;
  await expect(closeLake(deps)).rejects.toMatchObject({ name: 'StillOpenError', places: ['silver.visits'] });
});

it('what has nothing to do with the permission is no refusal', async () => {
  server.permissions = [onDatabase('silver')];
  server.onRevoke = () => {
    server.permissions = [];
    return refusal('ConcurrentModificationException', 'two at once');
  };
  await expect(closeLake(deps)).rejects.toThrow('two at once');
});
