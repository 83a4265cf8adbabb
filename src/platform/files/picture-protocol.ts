import type { CodecFiles } from './codecs.ts';

export const pictureLimits = {
  /** Points of a picture that is unpacked row by row (8 bytes each): the largest that phones make without being told to. */
  lightPixels: 51_000_000,
  /** Points of others (up to 14 bytes each). */
  pixels: 25_000_000,
  /** Seconds, on a machine that has other things to do. */
  seconds: 30,
  /** Pictures that wait for their turn. */
  waiting: 16,
} as const;

export interface PictureTask {
  readonly bytes: Uint8Array;
  /** The longer side of what comes out, in points. */
  readonly longest: number;
  readonly codecs: CodecFiles;
}

export type PictureRefusal = 'picture_kind' | 'picture_damaged' | 'picture_points';

export interface MadePicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

export type PictureAnswer =
  | { readonly said: 'made'; readonly picture: MadePicture }
  | { readonly said: 'refused'; readonly why: PictureRefusal };
