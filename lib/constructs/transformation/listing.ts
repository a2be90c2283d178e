import { integration, jsonata, type State } from './asl';
import { SERVICE_BUSY } from './ledger-states';

/** Objects that are listed at once: what S3 tells of them has to fit into a state's 256 KB. More are taken in turns. */
const OBJECTS_AT_A_TIME = 400;

const DAY = '[0-9]{4}\\/[0-9]{2}\\/[0-9]{2}';

/** JSONata: the objects that a listing gave. */
export const LISTED = '$append([], $states.result.Contents)';

/** JSONata: those that Athena shows lines of; names of other forms are none. @param objects JSONata */
const withLines = (objects: string): string =>
  `${objects}[$contains(Key, /\\/[^\\/._][^\\/]*\\.json$/) and Size > 0]`;

export const LINES = withLines(LISTED);

const ofDays = (objects: string): string => `${objects}[$contains(Key, /^[^\\/]+\\/${DAY}\\/[^\\/]+$/)]`;
const DAY_OF = `$match(Key, /${DAY}/)[0].match`;

/** JSONata: the days of the objects listed, sorted, one for each of them. */
export const LISTED_DAYS = `$sort($append([], ${ofDays(LISTED)}.(${DAY_OF})))`;

/**
 * JSONata: how many objects and bytes there are of each day, those of a tally together with those of a listing. Days
 * before the variable `asked_from` are left out.
 *
 * @param tally variable with a tally
 * @param objects JSONata, of a listing
 */
export function tallied(tally: string, objects: string): string {
  const listed = `$objects{${DAY_OF}: {"objects": $count(Key), "bytes": $sum(Size)}}`;
  const both = (figure: string): string =>
    `$sum([$lookup(${tally}, $day).${figure}, $lookup($listed, $day).${figure}])`;
  return `($objects := ${withLines(ofDays(objects))}; $listed := $count($objects) = 0 ? {} : ${listed}; $merge([$map($distinct($append($keys(${tally}), $keys($listed)))[$ >= $asked_from], function($day) {{$day: {"objects": ${both('objects')}, "bytes": ${both('bytes')}}}})]))`;
}

/** JSONata: the tally of an item of the ledger. */
export const KEPT_TALLY = '$exists($states.result.Item.days.S) ? $parse($states.result.Item.days.S) : {}';

/** One page of what stands below a prefix of the bronze bucket, behind a key. */
export function listState(prefix: string, after: string, assign: Readonly<Record<string, string>>): State {
  return {
    Type: 'Task',
    Resource: integration('aws-sdk:s3:listObjectsV2'),
    Arguments: {
      Bucket: jsonata('$bronze_bucket'),
      Prefix: prefix,
      StartAfter: jsonata(after),
      MaxKeys: OBJECTS_AT_A_TIME,
    },
    Retry: [SERVICE_BUSY],
    Assign: Object.fromEntries(Object.entries(assign).map(([name, value]) => [name, jsonata(value)])),
    Output: {},
  };
}
