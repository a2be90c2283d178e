import type { Type } from './type';

/** The type's name in Athena's API, which leaves out what is in parentheses. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ColumnInfo.html */
export const apiType = ({ kind }: Type): string => (kind === 'real' ? 'float' : kind);
