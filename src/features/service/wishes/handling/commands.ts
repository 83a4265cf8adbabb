import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { visibleWishes } from '../access.ts';
import { lockWish } from '../answering/commands.ts';
import { claimListedWish, claimWish, listWish, refuseWish, releaseWish, showWishPhone, wishDone } from '../contract.ts';
import type { UnitAct } from '../rules.ts';
import { endTelling, tellWisher } from '../telling/commands.ts';
import { stepWish, type HandledWish } from '../thread/commands.ts';
import { openWish } from '../thread/queries.ts';

/** @throws AppError not_found */
export const lockVisible = async (tx: Tx, scope: Scope, id: string) => {
  const wish = await lockWish(visibleWishes(tx, scope).where('w.id', '=', id));
  if (wish === undefined) throw notFound();
  return wish;
};

interface Said {
  readonly version: number;
  readonly words: string;
  readonly way?: string;
}

const actions = {
  list: listWish.name,
  claim: claimWish.name,
  release: releaseWish.name,
  done: wishDone.name,
  refuse: refuseWish.name,
} as const;

/** What an act writes into the row beside its state and days. */
const columnsOf = (act: UnitAct, scope: Scope, words: string): object => {
  if (act === 'list') return { public_words: words };
  return act === 'claim' ? { doer_id: scope.organisationId } : {};
};

/** An act of the unit on the wish as the reader saw it. @throws AppError not_found, stale, conflict */
export const handle =
  (act: UnitAct) =>
  async (tx: Tx, scope: Scope, county: County, id: string, { version, words, way }: Said): Promise<HandledWish> => {
    const wish = await lockVisible(tx, scope, id);
    if (wish.version !== version)
      throw new AppError('stale', { current: { id, version: wish.version, state: wish.state } });
    const by = { unitId: scope.organisationId, actor: scope.actor, words, ...(way === undefined ? {} : { way }) };
    const handled = await stepWish(
      tx,
      county,
      wish,
      { act, action: actions[act], ...by },
      columnsOf(act, scope, words),
    );
    await endTelling(tx, id);
    if (act === 'done' || act === 'refuse') await tellWisher(tx, wish, { version: handled.version, kind: act });
    return handled;
  };

/**
 * A unit anywhere in the county claims a wish of the public list. What was written is read from then on by that unit and those above
 * it, and no more by the one that listed it. @throws AppError not_found
 */
export const claimListed = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  words: string,
): Promise<HandledWish> => {
  if (scope.organisationId === null) throw notFound();
  await holdPath(tx, scope.organisationId);
  const { rows } = await sql<{ was: string | null }>`
    select take_listed_wish(${id}::uuid, ${scope.organisationId}::uuid) as was`.execute(tx);
  const was = rows[0]?.was;
  if (was === undefined || was === null) throw notFound();
  touch(tx, 'wishes', { path: was });
  const wish = await lockVisible(tx, scope, id);
  const by = { unitId: scope.organisationId, actor: scope.actor, words };
  const handled = await stepWish(
    tx,
    county,
    wish,
    { act: 'claim', action: claimListedWish.name, ...by },
    columnsOf('claim', scope, words),
  );
  await endTelling(tx, id);
  return handled;
};

/** The number in full, for whoever has to ask the way; audited each time. @throws AppError not_found, refused */
export const showPhone = async (tx: Tx, scope: Scope, county: County, id: string): Promise<{ phone: string }> => {
  const wish = await lockVisible(tx, scope, id);
  const { phone } = openWish(county, wish.sealed);
  if (phone === null) throw new AppError('refused', { message: 'wishes.no_phone' });
  audit(tx, { action: showWishPhone.name, entity: 'wish', entityId: id, path: wish.org_path });
  return { phone };
};
