import { type Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { hashOfKey } from '../clients/queries.ts';
import { learnerIdOf, ownId, ownKeyOf } from '../learners/queries.ts';
import { endOwnKey as ending, makeOwnKey as making } from './contract.ts';

/** A key for a program of the learner's choice. What is kept for a retry does not hold it. @throws AppError key_missing, reused_key */
export const makeOwnKey = async (
  county: County,
  scope: Scope,
  header: string | string[] | undefined,
): Promise<{ name: string; key: string }> => {
  const intent = readIntent(header, making.name, {});
  const personId = ownId(scope);
  const name = learnerIdOf(county, personId);
  const madeAt = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return (before.reply as { madeAt: string }).madeAt;
      const now = county.now().toISOString();
      const values = { key_hash: hashOfKey(county, name, ownKeyOf(county, name, now)), key_made_at: now };
      await tx
        .insertInto('xapi_learner')
        .values({ id: name, person_id: personId, ...values })
        .onConflict((on) => on.column('person_id').doUpdateSet(values))
        .execute();
      accessChanged(tx, personId);
      audit(tx, { action: making.name, entity: 'person', entityId: personId, path: scope.path });
      rememberReply(tx, scope, intent, { madeAt: now });
      return now;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { name, key: ownKeyOf(county, name, madeAt) };
};

/** From now on no program reads in the learner's name. */
export const endOwnKey = async (tx: Tx, scope: Scope): Promise<{ done: true }> => {
  const personId = ownId(scope);
  await tx
    .updateTable('xapi_learner')
    .set({ key_hash: null, key_made_at: null })
    .where('person_id', '=', personId)
    .execute();
  accessChanged(tx, personId);
  audit(tx, { action: ending.name, entity: 'person', entityId: personId, path: scope.path });
  return { done: true };
};
