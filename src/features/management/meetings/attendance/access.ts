import type { County } from '#platform/county/county.ts';
import { digitsOf } from '../rules.ts';

/** The code of a meeting in a slot of fifteen seconds: of a keyed hash, so that nobody can reckon the next one. */
export const codeIn = (county: County, meetingId: string, slot: number): string =>
  digitsOf(county.crypto.hash('meeting code', `${meetingId} ${slot}`));

export const deviceHash = (county: County, device: string): Buffer => county.crypto.hash('meeting device', device);
