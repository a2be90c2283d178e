import type { Linker } from '../../core/bronze';
import { patientOf } from './patient-of';

/** Attributes of an image's envelope. */
export const IMAGE_PATIENT = 'patient';
export const IMAGE_KEY = 'objectkey';

/** Says of a line of a split file whose image it is, and where its picture is kept. */
export const linkImage: Linker = {
  needs: [{ dataset: 'ct_patients', field: 'patient id' }],
  attributes: ({ image = '' }, delivery) => ({
    [IMAGE_PATIENT]: patientOf(image, delivery.values('ct_patients', 'patient id')),
    [IMAGE_KEY]: delivery.keyOf(image),
  }),
};
