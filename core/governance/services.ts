/** Parts of the lake that work on tables without being a person; each has a place that no persona may take. */
export const SERVICES = [
  'load',
  'transformation',
  'minutes',
  'publication',
  'maintenance',
  'quality',
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The one workgroup that services query in. It names a prefix of results too. */
export const SERVICE_WORK_GROUP: ServiceName = 'transformation';
