/** COVID-CTSet names its images `<kind>_<patient>_SR_<series>_IM<number>.png`. */
const SERIES = /(?:^|_)(patient\d+)_SR_\d+_IM\d+\.png$/i;

/**
 * The patient whose image it is: the one that a series names, else the longest known id that the image's name
 * starts with and that ends there, before `_` or `-`.
 *
 * @param patients ids of the patients there are
 * @returns undefined when none of them fits
 */
export function patientOf(image: string, patients: ReadonlySet<string>): string | undefined {
  const named = SERIES.exec(image)?.[1];
  if (named !== undefined && patients.has(named)) return named;
  for (let end = image.length - 1; end > 0; end--) {
    const next = image[end];
    if ((next === '_' || next === '-') && patients.has(image.slice(0, end))) return image.slice(0, end);
  }
  return undefined;
}
