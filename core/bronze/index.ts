export { LINE_START, MAX_PACKED } from './arrival';
export type { ArrivedBatch, ArrivedRecord } from './arrived-record';
export { BronzeWriter, type BronzeWriterDeps, type WriteReport } from './bronze-writer';
export { BlobLedger, landBlobs, type BlobClaim } from './blobs';
export { cloudEvent, deletionEvent } from './cloud-event';
export type { Delivery, Linker } from './linker';
export { bytesOf } from './envelope';
export { routesOf } from './routes';
export { writeWhole } from './write-whole';
