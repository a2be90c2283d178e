import type { Dataset } from '../core/contracts';
import { distinct } from '../core/tables';
import { archiveFiles } from './archive_files/contract';
import { cameraFrames } from './camera_frames/contract';
import { ctImages } from './covidx-ct/images';
import { ctPatients } from './covidx-ct/patients';
import { ctPictures } from './covidx-ct/pictures';
import { documentFields } from './documents/document_fields';
import { documentImmunizations } from './documents/document_immunizations';
import { documentPages } from './documents/document_pages';
import { documentSightings } from './documents/document_sightings';
import { documents } from './documents/documents';
import { immunizations } from './immunizations/contract';
import { positions } from './positions/contract';
import { positionsFiles } from './positions_files/contract';
import { randomUsers } from './random_users/contract';
import { sensorReadings } from './sensor_readings/contract';
import { transportUnits } from './transport_units/contract';
import { withComparison } from './two_ways/stream_batch_comparison';
import { unitPerformance } from './unit_performance/contract';
import { vaccines } from './vaccines/contract';
import { weather } from './weather/contract';

/** Every dataset of the lake. Adding one here is what makes it exist. */
export const datasets: readonly Dataset[] = distinct(
  withComparison([
    immunizations,
    vaccines,
    documents,
    documentSightings,
    documentPages,
    documentFields,
    documentImmunizations,
    positions,
    positionsFiles,
    transportUnits,
    weather,
    randomUsers,
    unitPerformance,
    sensorReadings,
    cameraFrames,
    archiveFiles,
    ctPatients,
    ctImages,
    ctPictures,
  ]),
);
