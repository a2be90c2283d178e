export { archiveLimitsSchema, type ArchiveLimits } from '../settings';
