import type { Dataset } from '../lib/contracts';
import { immunizations } from './immunizations/contract';
import { vaccines } from './vaccines/contract';

/** Every dataset of the lake. Adding one here is what makes it exist. */
export const datasets: readonly Dataset[] = [immunizations, vaccines];
