import type { Scope } from '#platform/access/scope.ts';
import { emit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { isSatisfied, satisfiedEvent } from '../launching/commands.ts';
import { isLearnt, type Kept, keptOf, type Standard } from '../rules.ts';
import { type FoundPackage, packageOf, type Run } from '../serving/queries.ts';

/** One part of the package of a unit, for the person behind the scope. */
export interface Place {
  readonly packageId: string;
  readonly unitId: string;
  readonly part: number;
}

const personOf = (scope: Scope): string => {
  if (scope.personId === null) throw notFound();
  return scope.personId;
};

const found = async (tx: Tx, { packageId, part }: Place): Promise<FoundPackage> => {
  const one = await packageOf(tx, packageId);
  if (one?.parts[part] === undefined) throw notFound();
  return one;
};

const lockRun = async (tx: Tx, personId: string, { packageId, unitId, part }: Place) => {
  const row = await tx
    .selectFrom('package_run')
    .select(['id', 'package_id as packageId', 'part', 'person_id as personId', 'kept', 'launch', 'done'])
    .where('person_id', '=', personId)
    .where('unit_id', '=', unitId)
    .where('package_id', '=', packageId)
    .where('part', '=', part)
    .forUpdate()
    .executeTakeFirst();
  // Safe: only elements that are kept were written, each a text.
  return row && { ...row, kept: row.kept as unknown as Kept };
};

export interface Opening {
  readonly run: string;
  readonly standard: Standard;
}

/** Opens a part, for the first time or again; credentials of the time before are of no use from then on. @throws AppError not_found */
export const openRun = async (tx: Tx, scope: Scope, county: County, place: Place): Promise<Opening> => {
  const personId = personOf(scope);
  const { standard } = await found(tx, place);
  const launch = standard === 'cmi5' ? newOpaqueId() : null;
  const values = { launch, fetched: false };
  const { id } = await tx
    .insertInto('package_run')
    .values({
      id: newId(),
      package_id: place.packageId,
      unit_id: place.unitId,
      part: place.part,
      person_id: personId,
      opened_on: county.today(),
      ...values,
    })
    .onConflict((on) => on.columns(['person_id', 'unit_id', 'package_id', 'part']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { run: id, standard };
};

const learntNow = (tx: Tx, county: County, run: Run, pack: FoundPackage, kept: Kept): Promise<boolean> | boolean =>
  pack.standard === 'cmi5'
    ? isSatisfied(tx, county, run, pack)
    : isLearnt(pack.standard, kept, pack.parts[run.part]?.passing);

/** Keeps how far the learner is. What was learnt stays so, whatever the package says later. @throws AppError not_found */
export const keepRun = async (
  tx: Tx,
  scope: Scope,
  county: County,
  place: Place,
  given: Kept,
): Promise<{ readonly done: boolean; readonly whole: boolean }> => {
  const personId = personOf(scope);
  const pack = await found(tx, place);
  const before = await lockRun(tx, personId, place);
  if (before === undefined) await openRun(tx, scope, county, place);
  const run = before ?? (await lockRun(tx, personId, place));
  if (run === undefined) throw new AppError('conflict');
  const kept = pack.standard === 'cmi5' ? run.kept : keptOf(pack.standard, given);
  const done = run.done || (await learntNow(tx, county, run, pack, kept));
  await tx
    .updateTable('package_run')
    .set({ kept: JSON.stringify(kept), done })
    .where('id', '=', run.id)
    .execute();
  if (done && !run.done && pack.standard === 'cmi5') emit(tx, { kind: satisfiedEvent, payload: { run: run.id } });
  const rows = await tx
    .selectFrom('package_run')
    .select('part')
    .where('person_id', '=', personId)
    .where('unit_id', '=', place.unitId)
    .where('package_id', '=', place.packageId)
    .where('done', '=', true)
    .execute();
  const learnt = new Set(rows.map(({ part }) => part));
  return { done, whole: pack.parts.every((_part, at) => learnt.has(at)) };
};
