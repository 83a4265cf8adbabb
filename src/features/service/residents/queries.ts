import type { FastifyRequest } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { maskPhone } from '#shared/mask.ts';
import { signedInResident } from './access.ts';

/** The own account with its phone masked: whoever looks over a shoulder learns nothing. */
export const ownAccount = async (county: County, request: FastifyRequest) => {
  const who = await signedInResident(county, request);
  if (who === undefined) return { account: null };
  const row = await county
    .read(who.scope)
    .selectFrom('resident')
    .select(['sealed', 'made_at as madeAt'])
    .where('id', '=', who.id)
    .executeTakeFirstOrThrow();
  const phone = row.sealed === null ? '' : county.crypto.decrypt(row.sealed);
  return { account: { phone: maskPhone(phone), madeAt: row.madeAt } };
};
