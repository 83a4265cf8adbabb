import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { intentPreamble, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import {
  intentOf,
  residentScope,
  routeByPlace,
  slipsOf,
  strangerScope,
  type Caller,
  type Unit,
} from '#features/service/requests/index.ts';
import { showCode } from '#features/service/requests/rules.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleWishes } from '../access.ts';
import { answerByWisher, lockWish } from '../answering/commands.ts';
import type { WishState } from '../rules.ts';
import { offeringUnit } from '../offers/queries.ts';
import { tellUnit } from '../telling/commands.ts';
import { writeEntry } from '../thread/commands.ts';
import { sealWish } from '../thread/queries.ts';
import { answerWish, sendWish, type WishReceipt } from './contract.ts';

const slips = slipsOf('wish');

type Sent = z.output<typeof sendWish.body>;
type Kept = Omit<WishReceipt, 'code'>;

interface Arrival {
  readonly id: string;
  readonly unit: Unit;
  readonly body: Sent;
}

const receive = async (tx: Tx, scope: Scope, county: County, { id, unit, body }: Arrival): Promise<Kept> => {
  // A move of the tree waits, or has been: the leaf would lie where the unit was.
  if ((await holdPath(tx, unit.id)) !== unit.path) throw new AppError('conflict', { message: 'place_moved' });
  await tx
    .insertInto('wish')
    .values({
      id,
      code_hash: slips.hashOf(county, slips.codeOf(county, id)),
      org_path: scope.path,
      unit_id: unit.id,
      area_id: body.areaId,
      offer_id: body.offerId ?? null,
      category: body.category,
      ...sealWish(county, body),
      received_on: county.today(),
    })
    .execute();
  await writeEntry(tx, county, {
    wish: { id, org_path: scope.path, person_id: null },
    kind: 'received',
    unitId: unit.id,
  });
  audit(tx, { action: sendWish.name, entity: 'wish', entityId: id, path: scope.path });
  touch(tx, 'wishes', { path: scope.path });
  await tellUnit(tx, county, unit, { id, version: 1, kind: 'arrived' });
  return { id, unitName: unit.name };
};

/** The unit of an offer that is ordered, else that of the place. @throws AppError invalid */
const unitFor = async (county: County, caller: Caller, { areaId, offerId }: Sent): Promise<Unit> => {
  const db = county.read(strangerScope(county, caller));
  const route = await routeByPlace(db, county, areaId);
  if (route === undefined) throw invalid('body.areaId', 'wishes.no_area');
  if (offerId === undefined) return route.unit;
  const unit = await offeringUnit(db, offerId);
  if (unit === undefined) throw invalid('body.offerId', 'wishes.no_offer');
  return unit;
};

/**
 * Takes a wish of somebody without an account. The receipt alone holds the code: what is kept for a retry does not.
 * @throws AppError invalid, slow_down, key_missing, reused_key, conflict
 */
export const send = async (
  county: County,
  caller: Caller,
  key: string | undefined,
  body: Sent,
): Promise<WishReceipt> => {
  const intent = intentOf(county, key, sendWish.name, body);
  const attempt = spendAttempt(county, caller.address, 'wish');
  const unit = await unitFor(county, caller, body).catch((error: unknown) => {
    attempt.giveBack();
    throw error;
  });
  const id = newId();
  const scope = residentScope(county, caller, matterPath(unit.path, id));
  const kept = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as Kept;
      const reply = await receive(tx, scope, county, { id, unit, body });
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { ...kept, code: showCode(slips.codeOf(county, kept.id)) };
};

/** What the holder of the code says about it. @throws AppError not_found, slow_down, invalid, conflict */
export const answer = async (
  county: County,
  caller: Caller,
  key: string | undefined,
  { code, ...said }: z.output<typeof answerWish.body>,
): Promise<{ state: WishState }> => {
  const { leaf, hash } = await slips.leafOf(county, caller, code);
  const intent = intentOf(county, key, answerWish.name, { hash: hash.toString('hex'), ...said });
  const scope = residentScope(county, caller, leaf);
  return county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as { state: WishState };
      const wish = await lockWish(visibleWishes(tx, scope).where('w.code_hash', '=', hash));
      // Moved with its unit between the look and the lock.
      if (wish === undefined) throw new AppError('conflict', { message: 'place_moved' });
      const { state } = await answerByWisher(tx, county, wish, { ...said, action: answerWish.name });
      const reply = { state };
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
};
