import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { maskName } from '#shared/mask.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { withdrawCertificate, type Lesson } from '../classes/contract.ts';
import { classRow, organises, type ClassRow } from '../classes/queries.ts';
import { earnsCertificate, hoursOfLessons } from '../classes/rules.ts';
import { tellClass } from '../telling/commands.ts';
import { expiryOf, numberOf, randomBytes } from './rules.ts';

interface Ending {
  readonly row: ClassRow;
  readonly path: string;
  readonly lessons: readonly Lesson[];
}

/** A certificate for each who was there often enough. Answers who has one. */
export const issue = async (tx: Tx, county: County, { row, path, lessons }: Ending): Promise<string[]> => {
  const people = await tx
    .selectFrom('study_enrolment')
    .select(['person_id', 'to_path', 'name'])
    .where('class_id', '=', row.id)
    .where('state', '=', 'enrolled')
    .execute();
  const rolls = await tx
    .selectFrom('study_roll')
    .select(['person_id', 'session_id'])
    .where('class_id', '=', row.id)
    .where('present', '=', true)
    .execute();
  const issuedOn = county.today();
  const values = people.flatMap((one) => {
    const there = new Set(rolls.filter((each) => each.person_id === one.person_id).map((each) => each.session_id));
    const attended = lessons.filter(({ id }) => there.has(id));
    if (!earnsCertificate(lessons, attended, row.ends_on)) return [];
    return [
      {
        id: newId(),
        class_id: row.id,
        person_id: one.person_id,
        org_path: path,
        to_path: one.to_path,
        number: numberOf(issuedOn.slice(0, 4), crypto.getRandomValues(new Uint8Array(randomBytes))),
        masked_name: maskName(one.name),
        hours: String(hoursOfLessons(attended)),
        issued_on: issuedOn,
        expires_on: expiryOf(issuedOn, row.valid_years),
      },
    ];
  });
  if (values.length > 0) await tx.insertInto('study_certificate').values(values).execute();
  return values.map((one) => one.person_id);
};

/** It stays to be checked, as withdrawn; the hours of the roll stay as well. @throws AppError not_found, stale, conflict */
export const withdraw = async (
  tx: Tx,
  scope: Scope,
  county: County,
  params: { readonly id: string; readonly certificateId: string },
  { version, why }: z.output<typeof withdrawCertificate.body>,
): Promise<{ readonly id: string; readonly version: number }> => {
  const one = await classRow(tx, params.id);
  if (!organises(scope, one)) throw notFound();
  const row = await tx
    .selectFrom('study_certificate')
    .selectAll()
    .where('id', '=', params.certificateId)
    .where('class_id', '=', params.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id: row.id, version: row.version } });
  if (row.withdrawn_on !== null) throw new AppError('conflict', { message: 'study.certificate_withdrawn' });
  await tx
    .updateTable('study_certificate')
    .set({ withdrawn_on: county.today(), why, version: version + 1 })
    .where('id', '=', row.id)
    .execute();
  audit(tx, {
    action: withdrawCertificate.name,
    entity: 'study_certificate',
    entityId: row.id,
    path: row.org_path,
    reason: why,
  });
  await tellClass(tx, {
    kind: 'study.revoked',
    id: one.id,
    title: one.title,
    startsOn: one.starts_on,
    people: [row.person_id],
    path: await holdPath(tx, one.organiser_id),
    mark: `${row.id}:${version + 1}`,
  });
  touch(tx, 'study', { path: row.org_path });
  touch(tx, 'study', { path: row.to_path });
  return { id: row.id, version: version + 1 };
};
