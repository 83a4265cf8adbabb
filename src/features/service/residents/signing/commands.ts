import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { senderOf } from '#features/base/inbox/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { say } from '#shared/text.ts';
import {
  forgetSignedIn,
  holderScope,
  keepSignedIn,
  phoneHash,
  residentWith,
  rootPath,
  signedInResident,
  strangerScope,
} from '../access.ts';
import { residentTexts } from '../messages.ts';
import { guessBudget, messageBudget, readPhone, senderBudget } from '../rules.ts';
import { codeNow, isRightCode } from './queries.ts';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const done = { done: true } as const;

const phoneOf = (typed: string): string => {
  const phone = readPhone(typed);
  if (phone === null) throw invalid('body.phone', 'residents.phone');
  return phone;
};

const numberKey = (county: County, phone: string): string => phoneHash(county, phone).toString('base64');

/** @throws AppError invalid, refused, slow_down */
export const sendCode = async (county: County, { request }: Exchange, typed: string) => {
  const phone = phoneOf(typed);
  const sender = senderOf(county, 'sms');
  if (sender === undefined) throw invalid('body.phone', 'residents.no_sms');
  spendAttempt(county, request.ip, 'resident message', senderBudget);
  const attempt = spendAttempt(county, numberKey(county, phone), 'resident message to', messageBudget);
  const title = say('zh', residentTexts.message, { code: codeNow(county, phone) });
  const outcome = await sender.send({ id: newOpaqueId(), to: phone, title, text: title, url: null });
  if (outcome.kind === 'later' || outcome.kind === 'refused') {
    attempt.giveBack();
    throw invalid('body.phone', 'residents.not_sent');
  }
  const root = await rootPath(county, strangerScope(county, request.id));
  const scope = holderScope(county, request.id, root, (await residentWith(county, request.id, phone)) ?? newId());
  await county.write(scope, async (tx) => {
    audit(tx, { action: 'residents.sendCode', entity: 'resident', entityId: null, path: scope.path });
  });
  return done;
};

/** Writes down that the holder came in. */
const come = (county: County, scope: Scope, id: string): Promise<{ id: string; epoch: number }> =>
  county.write(scope, async (tx) => {
    audit(tx, { action: 'residents.signIn', entity: 'resident', entityId: id, path: scope.path });
    return tx.selectFrom('resident').select(['id', 'epoch']).where('id', '=', id).executeTakeFirstOrThrow();
  });

/** The account of a phone, made where there is none yet; of two at once the second finds the first. */
const accountOf = async (county: County, requestId: string, phone: string): Promise<{ id: string; epoch: number }> => {
  const root = await rootPath(county, strangerScope(county, requestId));
  const known = await residentWith(county, requestId, phone);
  if (known !== undefined) return come(county, holderScope(county, requestId, root, known), known);
  const id = newId();
  const scope = holderScope(county, requestId, root, id);
  const made = await county.write(scope, async (tx) => {
    const row = await tx
      .insertInto('resident')
      .values({
        id,
        org_path: scope.path,
        phone_hash: phoneHash(county, phone),
        sealed: county.crypto.encrypt(phone),
        key_id: county.crypto.currentKeyId,
      })
      .onConflict((on) => on.column('phone_hash').doNothing())
      .returning(['id', 'epoch'])
      .executeTakeFirst();
    if (row) audit(tx, { action: 'residents.signIn', entity: 'resident', entityId: id, path: scope.path });
    return row;
  });
  return made ?? accountOf(county, requestId, phone);
};

/** @throws AppError invalid, slow_down */
export const signIn = async (
  county: County,
  exchange: Exchange,
  { phone: typed, code }: { readonly phone: string; readonly code: string },
) => {
  const phone = phoneOf(typed);
  const attempts = [
    spendAttempt(county, exchange.request.ip, 'resident sign-in'),
    spendAttempt(county, numberKey(county, phone), 'resident code', guessBudget),
  ];
  if (!isRightCode(county, phone, code)) throw invalid('body.code', 'residents.wrong_code');
  attempts.forEach((attempt) => attempt.giveBack());
  keepSignedIn(county, exchange, await accountOf(county, exchange.request.id, phone));
  return done;
};

export const signOut = async (county: County, { request, reply }: Exchange, everywhere: boolean) => {
  const who = everywhere ? await signedInResident(county, request) : undefined;
  if (who !== undefined) {
    await county.write(who.scope, async (tx) => {
      await tx
        .updateTable('resident')
        .set((e) => ({ epoch: e('epoch', '+', 1) }))
        .where('id', '=', who.id)
        .execute();
      audit(tx, { action: 'residents.signOut', entity: 'resident', entityId: who.id, path: who.scope.path });
    });
  }
  forgetSignedIn(request, reply);
  return done;
};

/** @throws AppError unauthenticated */
export const closeAccount = async (county: County, { request, reply }: Exchange) => {
  const who = await signedInResident(county, request);
  if (who === undefined) throw new AppError('unauthenticated');
  await county.write(who.scope, async (tx) => {
    await tx
      .updateTable('resident')
      .set((e) => ({
        phone_hash: null,
        sealed: null,
        closed_at: county.now().toISOString(),
        epoch: e('epoch', '+', 1),
      }))
      .where('id', '=', who.id)
      .execute();
    await sql`select leave_requests(${who.id}::uuid)`.execute(tx);
    audit(tx, { action: 'residents.close', entity: 'resident', entityId: who.id, path: who.scope.path });
  });
  forgetSignedIn(request, reply);
  return done;
};

/** A code for somebody who stands at the desk; who handed it over is audited. @throws AppError invalid */
export const codeAtDesk = async (county: County, scope: Scope, typed: string) => {
  const phone = phoneOf(typed);
  await county.write(scope, async (tx) => {
    const entityId = (await residentWith(county, scope.requestId, phone)) ?? newId();
    audit(tx, { action: 'residents.makeAtDesk', entity: 'resident', entityId, path: scope.path });
  });
  return { code: codeNow(county, phone), minutes: 10 };
};
