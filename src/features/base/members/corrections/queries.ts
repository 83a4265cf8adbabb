import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { CorrectionRequest } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { masks } from '#shared/mask.ts';
import { visibleKeys } from '../access.ts';
import { fieldOf, isFieldKey, type FieldKey } from '../catalogue.ts';
import { ownId } from '../own/queries.ts';
import type { Correction, MemberCorrection } from './contract.ts';

/** Requests in the range of the scope: a member's own, or those of a branch or a subtree. */
export const visibleCorrections = (db: Db, _scope: Scope) =>
  db
    .selectFrom('correction_request as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .where('p.merged_into_id', 'is', null);

type Row = Selectable<CorrectionRequest>;

/** A request as the member reads it. */
export const correctionView = (county: County, row: Row): z.input<typeof Correction> => ({
  id: row.id,
  field: row.field,
  current: row.current,
  wanted: county.crypto.decrypt(row.wanted),
  reason: row.reason,
  state: row.state,
  askedAt: row.asked_at,
  decider: row.decider,
  decidedAt: row.decided_at,
  answer: row.answer,
  version: row.version,
});

export const ownCorrectionsOf = async (db: Db, scope: Scope, county: County) => {
  const rows = await db
    .selectFrom('correction_request')
    .selectAll()
    .where('person_id', '=', ownId(scope))
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return { items: rows.map((row) => correctionView(county, row)) };
};

const columns = (db: Db, scope: Scope) =>
  visibleCorrections(db, scope)
    .innerJoin('membership as m', (join) =>
      join.onRef('m.person_id', '=', 'p.id').on('m.voided_at', 'is', null).on('m.left_on', 'is', null),
    )
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .selectAll('c')
    .select(['p.name', 'o.short_name']);

const memberView = (
  county: County,
  { name, short_name: branchName, ...row }: Row & { readonly name: string; readonly short_name: string },
): z.input<typeof MemberCorrection> => {
  const view = correctionView(county, row);
  const mask = isFieldKey(row.field) ? fieldOf(row.field).mask : undefined;
  const masked = mask !== undefined && mask !== 'name';
  return {
    ...view,
    wanted: masked ? masks[mask](view.wanted) : view.wanted,
    masked,
    personId: row.person_id,
    name,
    branchName,
  };
};

/** One request as whoever decides sees it. @throws AppError not_found */
export const memberCorrectionOf = async (db: Db, scope: Scope, county: County, id: string) => {
  const row = await columns(db, scope).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return memberView(county, row);
};

interface Page {
  readonly state: 'waiting' | 'all';
  readonly personId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Requests of the scope's people, newest first, about fields that the role sees. */
export const correctionPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { state, personId, cursor, limit }: Page,
) => {
  const keys: FieldKey[] = [...visibleKeys(scope, false)];
  const [rows, { waiting }] = await Promise.all([
    columns(db, scope)
      .where('c.field', 'in', keys)
      .$if(state === 'waiting', (q) => q.where('c.state', '=', 'waiting'))
      .$if(personId !== undefined, (q) => q.where('c.person_id', '=', personId ?? ''))
      .$if(personId !== undefined, (q) => q.where('c.person_id', '=', personId ?? ''))
      .$if(cursor !== undefined, (q) => q.where('c.id', '<', cursor ?? ''))
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute(),
    visibleCorrections(db, scope)
      .where('c.field', 'in', keys)
      .where('c.state', '=', 'waiting')
      .$if(personId !== undefined, (q) => q.where('c.person_id', '=', personId ?? ''))
      .select((e) => e.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow(),
  ]);
  const items = rows.slice(0, limit).map((row) => memberView(county, row));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, waiting };
};
