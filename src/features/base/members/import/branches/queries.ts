import { holdsMembers } from '#features/base/organisations/rules.ts';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { branchMatcher, plainBranch, type BranchMatch, type BranchMatcher } from './rules.ts';

export interface Branch {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  /** Organisations above it, from the top. */
  readonly above: readonly string[];
}

export interface Branches {
  readonly byId: ReadonlyMap<string, Branch>;
  /** The one branch of the range that has this very name, short or whole; undefined where none or several have it. */
  exact(text: string): Branch | undefined;
  /** Whether only branches outside the range have this very name. */
  isOutside(text: string): boolean;
  /** What a name that is nobody's own may mean. */
  near(text: string): BranchMatch;
  /** The scope reaches the whole county: nobody can be outside. */
  readonly reachesAll: boolean;
}

const grouped = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> => {
  const map = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const known = map.get(key);
      if (known) known.push(item);
      else map.set(key, [item]);
    }
  }
  return map;
};

/** The branches that hold members today, as a roster may name them. */
export const branchesOf = async (db: Db, scope: Scope): Promise<Branches> => {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'parent_id', 'type', 'name', 'short_name', 'path'])
    .where('abolished_on', 'is', null)
    .execute();
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const above = (id: string | null): string[] => {
    const row = id === null ? undefined : rowById.get(id);
    return row === undefined ? [] : [...above(row.parent_id), row.short_name];
  };
  const holding = rows.filter((row) => holdsMembers(row.type));
  const within = holding.filter((row) => covers(scope, row.path));
  const names = (row: (typeof rows)[number]): string[] => [plainBranch(row.name), plainBranch(row.short_name)];
  const byName = grouped(within, names);
  const outside = grouped(
    holding.filter((row) => !covers(scope, row.path)),
    names,
  );
  const byId = new Map(
    within.map(({ id, path, name, parent_id: parent }): [string, Branch] => [
      id,
      { id, path, name, above: above(parent) },
    ]),
  );
  // Comparing character by character needs an index that takes long to build: only where a name is not exact.
  let matcher: BranchMatcher | undefined;
  const match: BranchMatcher = (text) => {
    matcher ??= branchMatcher(
      within.flatMap((row) =>
        [...new Set([row.name, row.short_name])].map((name) => ({ id: row.id, name, above: above(row.parent_id) })),
      ),
    );
    return matcher(text);
  };
  return {
    byId,
    exact(text) {
      const [only, ...others] = byName.get(plainBranch(text)) ?? [];
      return only && others.length === 0 ? byId.get(only.id) : undefined;
    },
    isOutside: (text) => !byName.has(plainBranch(text)) && outside.has(plainBranch(text)),
    near(text) {
      const { candidates, ...rest } = match(text);
      return {
        ...rest,
        candidates: candidates.map((found) => ({ ...found, name: byId.get(found.id)?.name ?? found.name })),
      };
    },
    reachesAll: rows.every((row) => covers(scope, row.path)),
  };
};
