/** Names of the environment variables that the function reads. */
export const FRAMES_ENV = {
  bronzeBucket: 'BRONZE_BUCKET',
  uploadBucket: 'UPLOAD_BUCKET',
  ledgerTable: 'LEDGER_TABLE',
  queueUrl: 'QUEUE_URL',
  /** The source's name. */
  source: 'SOURCE_NAME',
  /** JSON: the source's settings. */
  settings: 'SOURCE_SETTINGS',
} as const;

/** What the function counts. */
export const FRAMES_METRICS = {
  framesTaken: 'FramesTaken',
  /** Frames that had been taken before. */
  framesKnown: 'FramesKnown',
  /** Files that are no picture, or one too large. */
  framesRefused: 'FramesRefused',
} as const;

/** Where in bronze pictures are kept. */
export const FRAMES_PREFIX = 'frames';
