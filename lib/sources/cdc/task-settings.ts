/**
 * How a replication works: whatever it can't tell as it is stops it, since what it leaves out by default is missed by nobody.
 *
 * @param largestValue of a large column. Kilobytes
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html
 */
export function taskSettings(largestValue: number): object {
  return {
    TargetMetadata: {
      SupportLobs: true,
      LimitedSizeLobMode: true,
      FullLobMode: false,
      LobMaxSize: largestValue,
      // One after the other: several threads would put changes of one key on the stream in any order.
      ParallelApplyThreads: 0,
      BatchApplyEnabled: false,
    },
    FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING' },
    // A changed key is told with the one that it was.
    BeforeImageSettings: {
      EnableBeforeImage: true,
      FieldName: 'before-image',
      ColumnFilter: 'pk-only',
    },
    ChangeProcessingDdlHandlingPolicy: {
      HandleSourceTableDropped: true,
      HandleSourceTableTruncated: true,
      HandleSourceTableAltered: true,
    },
    ErrorBehavior: {
      DataErrorPolicy: 'STOP_TASK',
      DataTruncationErrorPolicy: 'STOP_TASK',
      TableErrorPolicy: 'STOP_TASK',
      ApplyErrorInsertPolicy: 'STOP_TASK',
      ApplyErrorUpdatePolicy: 'STOP_TASK',
      ApplyErrorDeletePolicy: 'STOP_TASK',
      FailOnNoTablesCaptured: true,
    },
    // Its log may hold values of rows, in a group that nobody's retention or key is for.
    Logging: { EnableLogging: false },
  };
}
