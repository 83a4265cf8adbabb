/** Photos of one request. */
export const mostPhotos = 6;

export const photoLimits = {
  /** Bytes of one, as its phone made it. */
  each: 10_000_000,
  /** Bytes of what is sent at once. */
  together: 20_000_000,
  /** The longer side of what is kept, in points: a number plate across a street can be read. */
  longest: 1_600,
} as const;

/** Seconds for which a link to a photo holds: the code stands in no address, so that links have to end. */
export const linkSeconds = 3_600;
