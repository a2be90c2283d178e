import type { Sensitivity } from '../../core/contracts';
import type { DatasetStatus } from '../status';
import type { SourceStatus } from '../sources/status';
import type { ColumnLineage } from './lineage';

/** What page and server say to each other: types alone, so that the page holds nothing of the server. */

export interface PersonaView {
  readonly name: string;
  readonly description: string;
  readonly clearance: Sensitivity;
  /** Whether it may look at documents and decide what their fields say. */
  readonly mayReview: boolean;
}

/** Null for what the persona may not count. */
export type DatasetView = {
  readonly [Figure in keyof DatasetStatus]: Figure extends 'dataset' ? string : DatasetStatus[Figure] | null;
} & {
  /** Hours that the contract gives the newest record; undefined where it asks nothing. */
  readonly freshWithinHours: number | undefined;
  /** Whether silver is older than that; false where it isn't known. */
  readonly isLate: boolean;
};

export interface SourceView extends SourceStatus {
  /** Names of the datasets that it fills. */
  readonly feeds: readonly string[];
}

export interface Overview {
  /** Undefined for a persona that doesn't learn how the lake runs. */
  readonly sources: readonly SourceView[] | undefined;
  readonly datasets: readonly DatasetView[];
}

export interface ColumnView extends ColumnLineage {
  readonly name: string;
  /** In the words of DDL. */
  readonly type: string;
  readonly sensitivity: Sensitivity;
  readonly description: string;
}

export interface TableView {
  readonly database: string;
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ColumnView[];
  /** Of the contract behind it. */
  readonly contract:
    { readonly dataset: string; readonly owner: string; readonly version: string } | undefined;
  /** Tables that it is made from, as far as the persona sees them. */
  readonly madeFrom: readonly string[];
}

export interface SavedQueryView {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** How a gold model is drawn, computed from its contract, or what a query gives, as a chart's file says. */
export interface ChartView {
  /** The model's table, or the name of the chart. */
  readonly table: string;
  readonly description: string;
  readonly kind: 'line' | 'bar' | 'map';
  /** Column across: time, a group, or the longitude. */
  readonly x: string;
  /** Column that parts the lines or points; undefined where there is one. */
  readonly series: string | undefined;
  /** Columns of figures, one of which is drawn; for a map, the latitude first. */
  readonly measures: readonly string[];
  readonly sql: string;
}

export interface AccessRow {
  readonly table: string;
  readonly column: string;
  readonly sensitivity: Sensitivity;
  /** By persona: why it sees the column, or why not. */
  readonly cells: Readonly<Record<string, AccessCell>>;
}

export interface AccessCell {
  readonly sees: boolean;
  readonly reason: string;
}

export interface Started {
  readonly id: string;
}

export interface QueryError {
  readonly code: string;
  readonly message: string;
  /** From 1; undefined where the error has no place. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

export interface ResultPage {
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Of the whole result. */
  readonly rowCount: number;
  /** Where the next rows begin; undefined at the end. */
  readonly next: number | undefined;
  readonly milliseconds: number | undefined;
  readonly scannedBytes: number | undefined;
  readonly error: QueryError | undefined;
}

export interface Replayed {
  readonly dataset: string;
  /** Records that silver has now. */
  readonly freed: number;
  readonly stillQuarantined: number;
}

/** A field of a document's page, and what it says in the eyes of a person. */
export interface Decision {
  readonly documentId: string;
  /** From 1, like the field. */
  readonly page: number;
  readonly field: number;
  /** What the reader has read, to confirm it. */
  readonly value: string;
}

export interface Decided {
  readonly review: 'confirmed' | 'corrected';
}

/** Operations by name: what is sent, beside the persona, and what comes back. */
export interface Operations {
  readonly overview: { readonly input: object; readonly output: Overview };
  readonly catalog: { readonly input: object; readonly output: readonly TableView[] };
  readonly charts: { readonly input: object; readonly output: readonly ChartView[] };
  readonly access: { readonly input: object; readonly output: readonly AccessRow[] };
  readonly saved: { readonly input: object; readonly output: readonly SavedQueryView[] };
  readonly query: { readonly input: { readonly sql: string }; readonly output: Started };
  readonly result: {
    readonly input: { readonly id: string; readonly from?: number };
    readonly output: ResultPage;
  };
  readonly stop: { readonly input: { readonly id: string }; readonly output: object };
  readonly decide: { readonly input: Decision; readonly output: Decided };
  readonly replay: { readonly input: { readonly dataset: string }; readonly output: Replayed };
}
