/** What the seed has put under a key. @throws Error where nothing was */
export const ofOrThrow = <T>(map: ReadonlyMap<string, T>, key: string): T => {
  const found = map.get(key);
  if (found === undefined) throw new Error(`the plan names ${key} and does not yield it`);
  return found;
};
