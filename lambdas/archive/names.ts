/** What the functions count. */
export const ARCHIVE_METRICS = {
  filesTaken: 'ArchiveFilesTaken',
  /** Files that were kept before. */
  filesKnown: 'ArchiveFilesKnown',
  /** Files that aren't what their archive says, or have another's name. */
  filesNotKept: 'ArchiveFilesNotKept',
} as const;
