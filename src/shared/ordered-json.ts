const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The same text for the same content: the database and the writer of replies order the names of an object each in their own way. */
export const orderedJson = (value: unknown): string => JSON.stringify(value ?? null, ordered);
