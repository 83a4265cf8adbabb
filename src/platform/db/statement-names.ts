import type { Scope } from '#platform/access/scope.ts';

/**
 * Names for prepared statements, by their text and by how wide the scope is. PostgreSQL keeps the plan of a name, and
 * makes it for the range of the scope that it meets first: a plan for one branch would walk a whole county row by row.
 * Bounded: texts beyond the cap (lists of changing length) are sent unnamed and planned each time.
 */
const cap = 400;

/** Scopes with the same letter see ranges of like size: nothing, one person or matter, the matters of one organisation, or the subtree of an organisation at one depth. */
export const breadthOf = ({ from, to }: Pick<Scope, 'from' | 'to'>): string => {
  if (from === to) return 'n';
  if (from.endsWith('=')) return 'm';
  if (/[@=]/.test(from)) return 'p';
  let depth = 0;
  for (let at = from.indexOf('/'); at >= 0; at = from.indexOf('/', at + 1)) depth += 1;
  return 'abcdefghij'.charAt(Math.min(depth, 9));
};

/** The name of a text, or nothing beyond the cap. */
export type StatementNames = (text: string, breadth: string) => string | undefined;

/** The names of one database: what one county asks for takes no name from another. */
export const statementNames = (): StatementNames => {
  const known = new Map<string, string>();
  return (text, breadth) => {
    const name = known.get(text);
    if (name !== undefined) return name + breadth;
    if (known.size >= cap) return undefined;
    const made = `z${known.size}`;
    known.set(text, made);
    return made + breadth;
  };
};
