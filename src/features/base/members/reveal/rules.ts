/**
 * How many times an account may be shown full values: enough for an afternoon of telephone calls or a day of mending files,
 * too few to copy a branch's numbers unnoticed. Every showing names its person and reason.
 */
export const revealLimits = { hourly: 30, daily: 200 } as const;

const hour = 3_600_000;

/** Seconds to wait until one more is allowed; 0: allowed now. Instants in ms, newest first, none older than a day. */
export const waitFor = (shown: readonly number[], now: number): number => {
  const freeAt = (limit: number, span: number): number => {
    const within = shown.filter((at) => at > now - span);
    const oldest = within[limit - 1];
    return oldest === undefined ? now : oldest + span;
  };
  const at = Math.max(freeAt(revealLimits.hourly, hour), freeAt(revealLimits.daily, 24 * hour));
  return Math.max(0, Math.ceil((at - now) / 1_000));
};
