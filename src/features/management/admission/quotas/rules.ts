/** Places left by the last decision of a year; negative where more were admitted. Null where none was decided. */
export const remainingOf = (places: number | null, used: number): number | null =>
  places === null ? null : places - used;

/** Whether one more would go beyond the quota. A warning: who is admitted is decided by the meeting and the committee. */
export const wouldExceed = (places: number | null, used: number, taken: boolean): boolean =>
  places !== null && !taken && used + 1 > places;
