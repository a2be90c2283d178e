export { LINE_START, MAX_PACKED, positionOfLine } from './arrival';
export type { ArrivedBatch, ArrivedRecord, Position } from './arrived-record';
export { BronzeWriter, type BronzeWriterDeps, type WriteReport } from './bronze-writer';
export { cloudEvent, type EventAttributes } from './cloud-event';
export { bytesOf } from './envelope';
export { ForeignObjectError, InvalidPositionError } from './errors';
export type { WrittenObject } from './pieces';
export { routesOf, routesTo, type Routes } from './routes';
export { writeWhole, type WholeBatch } from './write-whole';
