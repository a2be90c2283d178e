import type { Sensitivity } from '../contracts';

/** What page and server say to each other: types alone, so that the page holds nothing of the server. */

export interface PersonaView {
  readonly name: string;
  readonly description: string;
  readonly clearance: Sensitivity;
  /** Whether it may look at documents and decide what their fields say, here. */
  readonly mayReview: boolean;
  /** Whether it may give quarantined records another try, here. */
  readonly mayReplay: boolean;
}

/** What somebody who has signed in may do. */
export interface Entered {
  readonly personas: readonly PersonaView[];
  /** Whether results can be had as a file; a page makes one of the rows otherwise. */
  readonly givesFiles: boolean;
  /** What this lake's console doesn't do and where it is done instead, a sentence each. */
  readonly leavesOut: readonly string[];
}

/** Where a dataset's records are: landed = silver + deleted + duplicates + quarantined + pending. */
export interface DatasetFigures {
  /** Records in bronze. */
  readonly landed: number | null;
  /** Rows in silver, one per key. */
  readonly silver: number | null;
  /** Keys that are deleted now. */
  readonly deleted: number | null;
  /** Records that silver holds in the same or a later version, or that are of a deleted key. */
  readonly duplicates: number | null;
  readonly quarantined: number | null;
  /** Records that the next transformation will take. */
  readonly pending: number | null;
  /** Arrival of the newest record in silver, ISO 8601 UTC; null before the first, too. */
  readonly fresh: string | null;
}

/** Null for what the persona may not count. */
export interface DatasetView extends DatasetFigures {
  readonly dataset: string;
  /** Minutes that the contract gives the newest record; undefined where it asks nothing. */
  readonly freshWithinMinutes: number | undefined;
  /** Whether silver is older than that; false where it isn't known. */
  readonly isLate: boolean;
}

export interface SourceView {
  readonly source: string;
  readonly kind: string;
  /** Start of the last pass, ISO 8601 UTC; null before the first, or where data come by themselves. */
  readonly lastPass: string | null;
  /** What the last pass took. */
  readonly taken: number | null;
  /** How far the source has been read, in words. */
  readonly cursor: string | null;
  readonly state: string;
  readonly problems: readonly string[];
  /** Names of the datasets that it fills. */
  readonly feeds: readonly string[];
}

export interface Overview {
  /** Undefined for a persona that doesn't learn how the lake runs. */
  readonly sources: readonly SourceView[] | undefined;
  readonly datasets: readonly DatasetView[];
}

/** Where a column comes from, as far as somebody sees the way. */
export interface ColumnLineage {
  /** One step back: columns of other tables, or rows of them that are counted. */
  readonly from: readonly string[];
  /** At the end of the way: prefixes in bronze, with paths in their records. */
  readonly bronze: readonly string[];
  /** Whether a part of the way isn't shown. */
  readonly isPartly: boolean;
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
  /** Of the whole result; undefined where it isn't told. */
  readonly rowCount: number | undefined;
  /** Where the next rows begin, in words of whoever answers; undefined at the end. */
  readonly next: string | undefined;
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

/** A rejected one states no dose that was given. */
export type ImmunizationReview = 'confirmed' | 'corrected' | 'rejected';

/** What a candidate says, by the columns of its table; null where it says nothing. */
export interface StatedImmunization {
  readonly vaccine_name: string | null;
  readonly cvx_code: string | null;
  /** ISO 8601 date. */
  readonly occurred_on: string | null;
  readonly lot_number: string | null;
  readonly body_site: string | null;
  readonly patient_name: string | null;
}

/** An immunization that was found in a document, and what it is in the eyes of a person. */
export interface ImmunizationVerdict {
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
  /** Place among the document's candidates, from 1. */
  readonly candidate: number;
  /** Whether it is no dose that was given; what it states stays as it was read. */
  readonly isRejected: boolean;
  /** What the reader has read, to confirm it. */
  readonly stated: StatedImmunization;
}

export interface DecidedImmunization {
  readonly review: ImmunizationReview;
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
    readonly input: { readonly id: string; readonly from?: string };
    readonly output: ResultPage;
  };
  readonly stop: { readonly input: { readonly id: string }; readonly output: object };
  readonly decide: { readonly input: Decision; readonly output: Decided };
  readonly decideImmunization: {
    readonly input: ImmunizationVerdict;
    readonly output: DecidedImmunization;
  };
  readonly replay: { readonly input: { readonly dataset: string }; readonly output: Replayed };
}
