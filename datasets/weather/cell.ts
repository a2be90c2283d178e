/** Cells in a degree: a side of a cell is a quarter of a degree, some 28 km from north to south. */
const CELLS_PER_DEGREE = 4;

/** Athena SQL for the latitude of the middle of the cell that a place is in, as decimal(6,2). */
export const cellLatitude = (latitude: string): string => `TRY_CAST(${rounded(latitude)} AS decimal(6,2))`;

/** The same for a longitude. 180 degrees east and west are one cell, that of -180. */
export const cellLongitude = (longitude: string): string =>
  `TRY_CAST(CASE WHEN ${rounded(longitude)} = 180 THEN -180.0 ELSE ${rounded(longitude)} END AS decimal(6,2))`;

const rounded = (degrees: string): string =>
  `round(TRY_CAST(${degrees} AS double) * ${CELLS_PER_DEGREE}) / ${CELLS_PER_DEGREE}`;
