import { closeAccountDefaults, openPermissions, type LakeSettings } from '../../lib/governance';

const everybody = {
  Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' },
  Permissions: ['ALL'],
};
const analyst = {
  Principal: { DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/analyst' },
  Permissions: ['SELECT'],
};

/** An account’s settings in memory. */
function account(settings: LakeSettings & Record<string, unknown>) {
  const state = { settings, writes: 0 };
  return {
    state,
    getSettings: async () => state.settings,
    putSettings: async (changed: typeof settings) => {
      state.settings = changed;
      state.writes += 1;
    },
  };
}

describe('the defaults of an account', () => {
  it('are closed, and its administrators and everything else kept', async () => {
    const port = account({
      DataLakeAdmins: ['somebody'],
      CreateDatabaseDefaultPermissions: [everybody],
      CreateTableDefaultPermissions: [everybody],
      AllowExternalDataFiltering: true,
    });
    expect(await closeAccountDefaults(port)).toBe(true);
    expect(port.state.settings).toEqual({
      DataLakeAdmins: ['somebody'],
      CreateDatabaseDefaultPermissions: [],
      CreateTableDefaultPermissions: [],
      AllowExternalDataFiltering: true,
    });
  });

  it('are left alone when they are closed', async () => {
    const port = account({ CreateDatabaseDefaultPermissions: [], CreateTableDefaultPermissions: [] });
    expect(await closeAccountDefaults(port)).toBe(false);
    expect(port.state.writes).toBe(0);
  });
});

it('permissions of whoever IAM allows are found among others', () => {
  expect(openPermissions([analyst, everybody])).toEqual([everybody]);
});
