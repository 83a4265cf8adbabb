import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { Standard } from '../rules.ts';
import { baseOf, packageOf } from '../serving/queries.ts';
import { launchPath } from '../serving/rules.ts';

export interface Opened {
  readonly title: string;
  readonly standard: Standard;
  readonly parts: readonly { readonly title: string; readonly done: boolean }[];
  /** Where the frame begins; null where the part was not opened. */
  readonly address: string | null;
  readonly run: string | null;
}

interface Wanted {
  readonly packageId: string;
  readonly unitId: string;
  readonly part: number;
}

/** A package as its learner has it. @throws AppError not_found */
export const openedPackage = async (
  db: Db,
  scope: Scope,
  county: County,
  { packageId, unitId, part }: Wanted,
): Promise<Opened> => {
  const [found, runs] = await Promise.all([
    packageOf(db, packageId),
    db
      .selectFrom('package_run')
      .select(['id', 'part', 'done'])
      .where('person_id', '=', scope.personId)
      .where('unit_id', '=', unitId)
      .where('package_id', '=', packageId)
      .execute(),
  ]);
  if (found?.parts[part] === undefined) throw notFound();
  const run = runs.find((one) => one.part === part)?.id ?? null;
  return {
    title: found.title,
    standard: found.standard,
    parts: found.parts.map(({ title }, at) => ({
      title,
      done: runs.some((one) => one.part === at && one.done),
    })),
    address: run === null ? null : `${baseOf(county, { kind: 'run', id: run, part })}${launchPath}`,
    run,
  };
};

/** A package for somebody who only looks: nothing is kept. @throws AppError not_found */
export const lookedAt = async (db: Db, county: County, packageId: string, part: number): Promise<Opened> => {
  const found = await packageOf(db, packageId);
  if (found?.parts[part] === undefined) throw notFound();
  return {
    title: found.title,
    standard: found.standard,
    parts: found.parts.map(({ title }) => ({ title, done: false })),
    address: `${baseOf(county, { kind: 'look', id: packageId, part })}${launchPath}`,
    run: null,
  };
};
