import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { yearsBetween } from '#shared/days.ts';
import { canOf, visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import type { HistoryEntry, MemberFile, Value } from '../contract.ts';
import { noteReading } from '../readings/commands.ts';
import { recordsOf } from '../records/queries.ts';
import { openFields, shownFields, type FileRow } from '../row/queries.ts';
import { checkFile, completeness, partyAge, type MemberFile as FileValues } from '../rules.ts';

export interface OpenFile extends FileRow {
  readonly fields: Record<FieldKey, Value>;
}

/** One file in full, as the rules read it. @throws AppError not_found outside the scope's range */
export const openFile = async (db: Db, county: County, id: string, options: { readonly lock?: boolean } = {}): Promise<OpenFile> => {
  const persons = db.selectFrom('person').selectAll().where('id', '=', id).where('voided_at', 'is', null).where('merged_into_id', 'is', null);
  const memberships = db.selectFrom('membership').selectAll().where('person_id', '=', id).where('voided_at', 'is', null).orderBy(sql`left_on desc nulls first`).limit(1);
  const [person, membership] =
    options.lock === true
      ? [await persons.forUpdate().executeTakeFirst(), await memberships.forUpdate().executeTakeFirst()]
      : await Promise.all([persons.executeTakeFirst(), memberships.executeTakeFirst()]);
  if (!person || !membership) throw notFound();
  const row = { person, membership };
  return { ...row, fields: openFields(county.crypto, row) };
};

const affiliationsOf = async (db: Db, personId: string) => {
  const rows = await db
    .selectFrom('affiliation as a')
    .innerJoin('organisation as o', 'o.id', 'a.branch_id')
    .where('a.person_id', '=', personId)
    .where('a.voided_at', 'is', null)
    .select(['a.branch_id', 'o.short_name', 'a.join_kind', 'a.leave_kind'])
    .select([sql<string | null>`lower(a.during)`.as('from_on'), sql<string | null>`upper(a.during) - 1`.as('to_on')])
    .orderBy(sql`lower(a.during)`, 'desc')
    .execute();
  return rows.map((a) => ({ branchId: a.branch_id, branchName: a.short_name, from: a.from_on, to: a.to_on, joinKind: a.join_kind, leaveKind: a.leave_kind }));
};

const postsOf = async (db: Db, personId: string) => {
  const rows = await db
    .selectFrom('post_holding as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .where('h.person_id', '=', personId)
    .where('h.voided_at', 'is', null)
    .select(['h.id', 'h.organisation_id', 'o.short_name', 'h.post', 'h.from_on', 'h.to_on'])
    .orderBy('h.from_on', 'desc')
    .execute();
  return rows.map((h) => ({ id: h.id, organisationId: h.organisation_id, organisationName: h.short_name, post: h.post, from: h.from_on, to: h.to_on }));
};

/** Names from the county down to the branch. The chain is part of the path, so it is one look at the tree. */
const branchNames = async (db: Db, branchId: string): Promise<string[]> => {
  const { rows } = await sql<{ short_name: string }>`
    with recursive up as (
      select id, parent_id, short_name, 0 as height from organisation where id = ${branchId}
      union all
      select o.id, o.parent_id, o.short_name, up.height + 1 from organisation o join up on o.id = up.parent_id)
    select short_name from up order by height desc`.execute(db);
  return rows.map((row) => row.short_name);
};

const isOwn = (scope: Scope, id: string): boolean => scope.personId === id && (scope.role === 'member' || scope.role === 'probationary' || scope.role === 'applicant');

export const fileView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof MemberFile> & { readonly path: string }> => {
  const [open, affiliations, posts, records] = await Promise.all([openFile(db, county, id), affiliationsOf(db, id), postsOf(db, id), recordsOf(db, scope, id, isOwn(scope, id))]);
  const names = await branchNames(db, open.membership.branch_id);
  const values = open.fields as FileValues;
  const today = county.today();
  const check = checkFile(values, { today });
  const keys = visibleKeys(scope, isOwn(scope, id));
  const { birth_date: born } = open.person;
  const { left_on: leftOn, leave_kind: leaveKind } = open.membership;
  return {
    id,
    // Not in the contract: it files the receipt and does not leave.
    path: open.person.org_path,
    version: open.person.version,
    branchName: names.at(-1) ?? '',
    branchPathNames: names,
    ...shownFields(open.fields, keys),
    age: born === null ? null : yearsBetween(born, today),
    partyAgeMonths: partyAge(values, today)?.value.totalMonths ?? null,
    completeness: { percent: completeness(values).percent, missing: [...completeness(values).missing] },
    problems: [...check.problems, ...check.advisories].map(({ path, message, params }) => (params ? { path, message, params: { ...params } } : { path, message })),
    affiliations,
    posts,
    records,
    ended: leftOn === null ? null : { on: leftOn, kind: leaveKind },
    can: canOf(scope, { ended: leftOn !== null }),
  };
};

/** A file opened by a person: the reading is noted for the member. */
export const readFile = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof MemberFile>> => {
  const view = await fileView(db, scope, county, id);
  noteReading(county, scope, { id, path: view.path });
  return view;
};

const pageSize = 50;
interface StoredChange {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
}
const hidden = '••••••';
// The history says that a sensitive value changed, not to what.
const shown = (value: Value): Value => (typeof value === 'string' && value.startsWith('sealed:') ? hidden : value);

/** Who changed what, when, from what source, with the former value. Newest first. */
export const historyOf = async (db: Db, scope: Scope, county: County, id: string, before: string | undefined) => {
  await openFile(db, county, id);
  const keys = visibleKeys(scope, isOwn(scope, id));
  let q = db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor', 'role', 'action', 'source', 'reason', 'changes'])
    .where('entity', '=', 'person')
    .where('entity_id', '=', id)
    .orderBy('id', 'desc')
    .limit(pageSize + 1);
  if (before !== undefined) q = q.where('id', '<', before);
  const rows = await q.execute();
  const items = rows.slice(0, pageSize).map(
    (row): z.input<typeof HistoryEntry> => ({
      id: row.id,
      at: row.at,
      actor: row.actor,
      role: row.role,
      action: row.action,
      source: row.source,
      reason: row.reason,
      changes: ((row.changes ?? []) as unknown as StoredChange[])
        .filter(({ field }) => field.includes('.') || keys.has(field as FieldKey))
        .map(({ field, from, to }) => ({ field, from: shown(from), to: shown(to) })),
    }),
  );
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
};
