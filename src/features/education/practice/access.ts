import { rangeEnd, systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { Drill, Finding } from './rules.ts';

/** The own runs: nobody else's practice is anybody's business. */
export const ownRuns = (db: Db, scope: Scope) =>
  db.selectFrom('practice_run as r').where('r.account_id', '=', scope.accountId);

/** The practice county, once it is filled: while it is made, and where that was cut off, there is none. */
export const filledPractice = async (county: County): Promise<County | null> => {
  const practice = county.practice();
  if (practice === null) return null;
  const root = await practice
    .read(systemScope(practice.entry.code, 'practice', { source: 'practice' }))
    .selectFrom('organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  return root === undefined ? null : practice;
};

/** Where the trainee works: a township of the own, in the practice county. */
export interface Township {
  readonly id: string;
  readonly path: string;
  readonly name: string;
}

/** What a scene keeps about itself, to be told and to be graded by: ids and invented people. */
export interface Prepared {
  /** What fills the text of the task. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly facts: unknown;
}

export interface Ground {
  readonly county: County;
  /** The trainee's range: the township alone. */
  readonly scope: Scope;
  readonly township: Township;
}

/** What a drill is: it is prepared, handed out, and looked at. One for each, in `src/apps/drills/`. */
export interface Scene {
  prepare(tx: Tx, ground: Ground): Promise<Prepared>;
  look(db: Db, county: County, township: Township, facts: unknown): Promise<readonly Finding[]>;
  readonly material?: (
    facts: unknown,
  ) => Promise<{ readonly name: string; readonly mediaType: string; readonly body: Buffer }>;
}
export type Scenes = Readonly<Record<Drill, Scene>>;

/** As the practice county's row keeps it. */
export interface Kept extends Prepared {
  readonly township: Township;
  readonly grantId: string;
}

/** Everything below a township. */
export const within = ({ path }: Pick<Township, 'path'>): { readonly from: string; readonly to: string } => ({
  from: path,
  to: rangeEnd(path),
});
