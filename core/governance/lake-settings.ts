/** The group that stands for "whoever IAM allows"; any permission of it undoes Lake Formation. */
export const IAM_ALLOWED_PRINCIPALS = 'IAM_ALLOWED_PRINCIPALS';

/** The part of Lake Formation's DataLakeSettings that the lake changes; the rest is passed through. */
export interface LakeSettings {
  readonly CreateDatabaseDefaultPermissions?: readonly unknown[] | undefined;
  readonly CreateTableDefaultPermissions?: readonly unknown[] | undefined;
}

/** What the merge needs of Lake Formation; an adapter over the SDK's client gives it. */
export interface LakeSettingsPort<S extends LakeSettings> {
  getSettings(): Promise<S>;
  putSettings(settings: S): Promise<void>;
}

/**
 * Settings of the account under which new databases and tables are closed. Administrators and everything
 * else stay as they are.
 */
function closedSettings<S extends LakeSettings>(settings: S): S {
  return {
    ...settings,
    CreateDatabaseDefaultPermissions: [],
    CreateTableDefaultPermissions: [],
  };
}

/** Whether the account gives IAM_ALLOWED_PRINCIPALS something on what is created in it. */
export function isOpen(settings: LakeSettings): boolean {
  return [settings.CreateDatabaseDefaultPermissions, settings.CreateTableDefaultPermissions].some(
    (defaults) => (defaults?.length ?? 0) > 0,
  );
}

/**
 * Closes the account's defaults: get, merge, put. CloudFormation cannot, since it takes an empty list for an
 * unset one.
 *
 * @returns whether anything had to change
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html
 */
export async function closeAccountDefaults<S extends LakeSettings>(
  port: LakeSettingsPort<S>,
): Promise<boolean> {
  const settings = await port.getSettings();
  if (!isOpen(settings)) return false;
  await port.putSettings(closedSettings(settings));
  return true;
}
