/** What the function counts. */
export const FOLDER_METRICS = {
  filesTaken: 'FolderFilesTaken',
  /** Files whose content had been taken before. */
  filesKnown: 'FolderFilesKnown',
  recordsTaken: 'FolderRecordsTaken',
} as const;
