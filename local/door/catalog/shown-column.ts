import type { VisibleColumn } from './visible-catalog';

/** A column in the words that Glue and Athena share. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_Column.html */
export function columnShown({ name, type, comment }: VisibleColumn): object {
  return { Name: name, Type: type, Comment: comment };
}
