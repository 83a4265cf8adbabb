import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { TalkHours } from '../contract.ts';
import { usualHours, type Hours } from '../rules.ts';

const Kept = TalkHours.pick({ working: true, off: true });

/** The hours of a unit: its own, else those of the next one above that has said some. */
export const hoursOf = async (db: Db, path: string): Promise<Hours> => {
  const row = await db
    .selectFrom('talk_hours as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .select(['h.spans', 'h.promise_minutes'])
    .where(sql<boolean>`starts_with(${path}, o.path)`)
    .orderBy(sql`length(o.path)`, 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? usualHours : { ...Kept.parse(row.spans), promiseMinutes: row.promise_minutes };
};

/** Hours as they travel. */
export const hoursView = ({ working, off, promiseMinutes }: Hours) => ({
  working: working.map(([from, to]): [number, number] => [from, to]),
  off: off.map(([from, to]): [number, number] => [from, to]),
  promiseMinutes,
});

export const ownHours = async (db: Db, scope: Scope) => {
  const unit = await db
    .selectFrom('organisation')
    .select(['path', 'short_name'])
    .where('id', '=', scope.organisationId)
    .executeTakeFirst();
  if (unit === undefined) throw notFound();
  const [hours, own] = await Promise.all([
    hoursOf(db, unit.path),
    db
      .selectFrom('talk_hours')
      .select('version')
      .where('organisation_id', '=', scope.organisationId)
      .executeTakeFirst(),
  ]);
  return { ...hoursView(hours), version: own?.version ?? null, unitName: unit.short_name };
};
