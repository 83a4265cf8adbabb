/** The major one of a code, which may be one itself. */
export const majorOf = (code: string): string => code.split('.')[0] ?? code;

/** The major one above; null of a major one. */
export const parentOf = (code: string): string | null => (code.includes('.') ? majorOf(code) : null);

interface Placed {
  readonly code: string;
  readonly position: number;
}

/** Each major one, then the minor ones below it, as they are numbered. */
export const inOrder = <T extends Placed>(categories: readonly T[]): T[] => {
  const among = (parent: string | null): T[] =>
    categories
      .filter(({ code }) => parentOf(code) === parent)
      .toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));
  return among(null).flatMap((major) => [major, ...among(major.code)]);
};
