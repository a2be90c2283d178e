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
