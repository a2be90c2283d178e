import { closeAccountDefaults, type LakeSettings } from '../../../core/governance';

const everybody = {
  Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' },
  Permissions: ['ALL'],
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
