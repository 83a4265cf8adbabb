import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { helpersOf, ownHelps, visibleWishes } from '../access.ts';
import { mayStateHours, type HelperState, type WishState } from '../rules.ts';
import { tellHelper, tellUnit } from '../telling/commands.ts';
import { openHelper, sealHelper } from '../thread/queries.ts';
import { addHelper, decideHelper, leaveHelp, offerHelp, stateHelperHours, stateOwnHours } from './contract.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly state: HelperState;
}

interface Row {
  readonly id: string;
  readonly wish_id: string;
  readonly person_id: string | null;
  readonly org_path: string;
  readonly version: number;
  readonly state: HelperState;
}

const columns = ['h.id', 'h.wish_id', 'h.person_id', 'h.org_path', 'h.version', 'h.state', 'h.sealed'] as const;

const note = (tx: Tx, row: Pick<Row, 'wish_id' | 'org_path'>, action: string): void => {
  audit(tx, { action, entity: 'wish', entityId: row.wish_id, path: row.org_path });
  touch(tx, 'wishes', { path: row.org_path });
};

const write = async (tx: Tx, row: Row, action: string, state: HelperState, more: object = {}): Promise<Kept> => {
  const version = row.version + 1;
  await tx
    .updateTable('wish_helper')
    .set({ state, version, ...more })
    .where('id', '=', row.id)
    .execute();
  note(tx, row, action);
  return { id: row.id, version, state };
};

const insert = async (
  tx: Tx,
  county: County,
  row: Omit<Row, 'version'> & { readonly wisher_id: string | null; readonly name: string },
  action: string,
): Promise<Kept> => {
  const { name, ...values } = row;
  await tx
    .insertInto('wish_helper')
    .values({ ...values, ...sealHelper(county, { name, words: null }) })
    .execute();
  note(tx, row, action);
  return { id: row.id, version: 1, state: row.state };
};

const sameVersion = (row: Row, version: number): void => {
  if (row.version !== version) throw new AppError('stale', { current: { id: row.id, version: row.version } });
};

/** A wish of the range in which volunteers can still be named. @throws AppError not_found, conflict */
const helpable = async (tx: Tx, scope: Scope, id: string) => {
  const wish = await visibleWishes(tx, scope)
    .select(['w.id', 'w.org_path', 'w.person_id', 'w.state', 'w.public_words'])
    .where('w.id', '=', id)
    .forShare('w')
    .executeTakeFirst();
  if (wish === undefined) throw notFound();
  return wish;
};

const wrongState = (): AppError => new AppError('conflict', { message: 'wishes.wrong_state' });

/** @throws AppError not_found, stale, conflict */
export const decide = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, helperId }: { readonly id: string; readonly helperId: string },
  { version, agree, words }: z.output<typeof decideHelper.body>,
): Promise<Kept> => {
  const wish = await helpable(tx, scope, id);
  const row = await helpersOf(tx, wish.id)
    .select(columns)
    .where('h.id', '=', helperId)
    .forUpdate('h')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  sameVersion(row, version);
  if (row.state !== 'asked') throw wrongState();
  const { name } = openHelper(county, row.sealed);
  const state = agree ? 'agreed' : 'declined';
  await tellHelper(tx, row, state);
  return write(tx, row, decideHelper.name, state, sealHelper(county, { name, words }));
};

/** @throws AppError not_found, conflict */
export const add = async (tx: Tx, scope: Scope, county: County, id: string, name: string): Promise<Kept> => {
  const wish = await helpable(tx, scope, id);
  if (wish.state !== 'claimed' && wish.state !== 'listed') throw wrongState();
  const of = { wish_id: id, person_id: null, wisher_id: wish.person_id, org_path: wish.org_path };
  return insert(tx, county, { id: newId(), ...of, state: 'agreed', name }, addHelper.name);
};

/** Of a volunteer whom the unit has named: a member states the own hours. @throws AppError not_found, stale, conflict */
export const stateHours = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, helperId }: { readonly id: string; readonly helperId: string },
  { version, hours }: z.output<typeof stateHelperHours.body>,
): Promise<Kept> => {
  const wish = await helpable(tx, scope, id);
  const row = await helpersOf(tx, wish.id)
    .select(columns)
    .where('h.id', '=', helperId)
    .forUpdate('h')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  sameVersion(row, version);
  if (row.person_id !== null) throw new AppError('conflict', { message: 'wishes.states_himself' });
  if (!mayStateHours(row.state, wish.state)) throw wrongState();
  return write(tx, row, stateHelperHours.name, 'stated', { hours, stated_on: county.today() });
};

interface Listed {
  readonly org_path: string;
  readonly unit_id: string;
  readonly unit_path: string;
  readonly wisher_id: string | null;
}

const listedWish = async (tx: Tx, id: string): Promise<Listed> => {
  const { rows } = await sql<Listed>`
    select org_path, unit_id, unit_path, wisher_id from listed_wish(${id}::uuid)`.execute(tx);
  const [wish] = rows;
  if (wish === undefined) throw notFound();
  return wish;
};

/** A member offers to help with a wish of the public list, wherever it lies. @throws AppError not_found, conflict */
export const offer = async (tx: Tx, scope: Scope, county: County, wishId: string): Promise<Kept> => {
  if (scope.personId === null) throw notFound();
  const wish = await listedWish(tx, wishId);
  if (wish.wisher_id === scope.personId) throw new AppError('conflict', { message: 'wishes.own_wish' });
  const before = await ownHelps(tx, scope).select('h.id').where('h.wish_id', '=', wishId).executeTakeFirst();
  if (before !== undefined) throw new AppError('conflict', { message: 'wishes.asked_before' });
  const person = await tx.selectFrom('person').select('name').where('id', '=', scope.personId).executeTakeFirst();
  const kept = await insert(
    tx,
    county,
    {
      id: newId(),
      wish_id: wishId,
      person_id: scope.personId,
      wisher_id: wish.wisher_id,
      org_path: wish.org_path,
      state: 'asked',
      name: person?.name ?? scope.actor,
    },
    offerHelp.name,
  );
  const unit = { id: wish.unit_id, path: wish.unit_path, name: '' };
  // Once a volunteer: the matter stays open until the unit next acts on the wish.
  await tellUnit(tx, county, unit, { id: wishId, version: 1, kind: 'asked' });
  return kept;
};

const ownHelp = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await ownHelps(tx, scope).select(columns).where('h.id', '=', id).forUpdate('h').executeTakeFirst();
  if (row === undefined) throw notFound();
  sameVersion(row, version);
  return row;
};

const stateOf = async (tx: Tx, helperId: string): Promise<WishState | undefined> => {
  const { rows } = await sql<{ state: WishState }>`
    select state from helped_wishes(array[${helperId}::uuid])`.execute(tx);
  return rows[0]?.state;
};

/** @throws AppError not_found, stale, conflict */
export const stateOwn = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, hours }: z.output<typeof stateOwnHours.body>,
): Promise<Kept> => {
  const row = await ownHelp(tx, scope, id, version);
  const wish = await stateOf(tx, id);
  if (wish === undefined || !mayStateHours(row.state, wish)) throw wrongState();
  return write(tx, row, stateOwnHours.name, 'stated', { hours, stated_on: county.today() });
};

/** @throws AppError not_found, stale, conflict */
export const leave = async (tx: Tx, scope: Scope, id: string, version: number): Promise<Kept> => {
  const row = await ownHelp(tx, scope, id, version);
  if (row.state !== 'asked' && row.state !== 'agreed') throw wrongState();
  return write(tx, row, leaveHelp.name, 'declined');
};

/** The served says whose hours are right; what is not named stays as it was stated, and counts for nobody. */
export const confirmHours = async (tx: Tx, county: County, wishId: string, right: readonly string[]): Promise<void> => {
  if (right.length === 0) return;
  await tx
    .updateTable('wish_helper')
    .set((e) => ({ state: 'confirmed', confirmed_on: county.today(), version: e('version', '+', 1) }))
    .where('wish_id', '=', wishId)
    .where('id', 'in', [...right])
    .where('state', '=', 'stated')
    .execute();
};
