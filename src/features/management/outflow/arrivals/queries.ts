import type { z } from 'zod';
import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { maskPhone } from '#shared/mask.ts';
import { visibleArrivals } from '../access.ts';
import type { Arrival } from '../contract.ts';
import { takingPart } from '../guests/queries.ts';

/** What the receiving branch learns of somebody whose file it does not keep. */
export interface ArrivalFacts {
  readonly name: string;
  readonly phone: string | null;
  readonly home: string;
}

export const sealArrival = (crypto: CryptoProvider, facts: ArrivalFacts) => ({
  sealed: crypto.encrypt(JSON.stringify(facts)),
  key_id: crypto.currentKeyId,
});

const arrivalRows = (db: Db, scope: Scope) =>
  visibleArrivals(db, scope).select([
    'i.id',
    'i.version',
    'i.branch_id',
    'i.outflow_id',
    'i.to_path',
    'i.sealed',
    'i.since',
    'i.reason',
    'b.short_name as branch_name',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof arrivalRows>['executeTakeFirstOrThrow']>>;

type Part = ReturnType<Awaited<ReturnType<typeof takingPart>>>;

const viewOf = (scope: Scope, county: County, row: Row, part: Part): z.input<typeof Arrival> => {
  const { name, phone, home } = JSON.parse(county.crypto.decrypt(row.sealed)) as ArrivalFacts;
  return {
    id: row.id,
    version: row.version,
    branchId: row.branch_id,
    branchName: row.branch_name,
    name,
    phone: phone === null ? null : maskPhone(phone),
    home,
    since: row.since,
    reason: row.reason,
    told: row.outflow_id !== null,
    canKeep: may(scope, 'outflow.keep') && covers(scope, row.to_path),
    ...part,
    canEnd: row.outflow_id === null && may(scope, 'outflow.keep') && covers(scope, row.to_path),
  };
};

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export const arrivalPage = async (db: Db, scope: Scope, county: County, { cursor, limit }: Asked) => {
  let page = arrivalRows(db, scope);
  if (cursor !== undefined) page = page.where('i.id', '<', cursor);
  const [rows, { total }] = await Promise.all([
    page
      .orderBy('i.id', 'desc')
      .limit(limit + 1)
      .execute(),
    visibleArrivals(db, scope)
      .select((e) => e.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  const shown = rows.slice(0, limit);
  const part = await takingPart(
    db,
    'id',
    shown.map((row) => row.id),
  );
  return {
    items: shown.map((row) => viewOf(scope, county, row, part(row.id))),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    total,
  };
};

/** @throws AppError not_found */
export const arrivalView = async (db: Db, scope: Scope, county: County, id: string) => {
  const row = await arrivalRows(db, scope).where('i.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return viewOf(scope, county, row, (await takingPart(db, 'id', [id]))(id));
};
