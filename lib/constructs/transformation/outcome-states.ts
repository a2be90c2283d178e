import { chain, choose, jsonata, type Steps } from './asl';

export interface OutcomeProps {
  /** Variable with the names of what failed. */
  readonly failed: string;
  /** Name of the error when something did. */
  readonly error: string;
  /** What is said before the names. */
  readonly said: string;
}

/** Outcome of a run whose work stands in {@link workingStates}. */
export const RUN_OUTCOME: OutcomeProps = {
  failed: 'failed_tables',
  error: 'Headwater.RunFailed',
  said: 'Not done',
};

/**
 * Work that leaves the names of tables that failed in `failed_tables`, however it ends, so that what was taken for it can be given back.
 *
 * @param work its last state returns `failed`
 * @param props what counts as failed when the work itself breaks, and the state after it
 */
export function workingStates(work: Steps, props: { readonly all: string; readonly next: string }): Steps {
  const broken = 'Run failed';
  return [
    [
      'Run',
      {
        Type: 'Parallel',
        Branches: [chain(work)],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: broken }],
        Assign: { failed_tables: jsonata('$append([], $states.result[0].failed)') },
        Output: {},
        Next: props.next,
      },
    ],
    [broken, { Type: 'Pass', Assign: { failed_tables: [props.all] }, Output: {}, Next: props.next }],
  ];
}

/** How an execution ends that has gone on after what failed: well, or with the names of all that didn't. */
export function outcomeStates({ failed, error, said }: OutcomeProps): Steps {
  const [well, badly] = ['All went well', 'Not all went well'];
  return [
    ['Did all go well?', choose(`$count($${failed}) = 0`, well, badly)],
    [well, { Type: 'Succeed' }],
    [badly, { Type: 'Fail', Error: error, Cause: jsonata(`"${said}: " & $join($${failed}, ", ")`) }],
  ];
}
