import type { Dataset } from '../../../catalog/labels.ts';

type DownloadFault = 'failed' | 'partial' | 'checksum' | 'deadline';

/** How the bureau is: faults change it, and change it back. */
export interface BureauConditions {
  /** Normal, an error to everything, or no answer to anything. */
  answering: 'normal' | 'error' | 'silent';
  /** Share of charges that are booked and whose answer is lost. */
  loseAnswers: number;
  refusesSignIn: boolean;
  refusesUploads: boolean;
  /** Interface version that it asks for. */
  interfaceVersion: string;
  /** Share of charges that it forgets, so that the day does not reconcile. */
  forgets: number;
  readonly downloads: Map<Dataset, DownloadFault>;
}

export function goodConditions(interfaceVersion: string): BureauConditions {
  return {
    answering: 'normal',
    loseAnswers: 0,
    refusesSignIn: false,
    refusesUploads: false,
    interfaceVersion,
    forgets: 0,
    downloads: new Map(),
  };
}
