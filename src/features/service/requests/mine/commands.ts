import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { SignedIn } from '#features/service/residents/index.ts';
import { AppError } from '#shared/errors.ts';
import { residentScope, type Caller } from '../access.ts';
import { leafOf } from '../sending/access.ts';
import { claimRequest } from './contract.ts';

/** Keeps a request with the own ones; of one that is somebody else's nothing is told. @throws AppError not_found, slow_down, conflict */
export const claim = async (county: County, caller: Caller, who: SignedIn, code: string): Promise<{ id: string }> => {
  const { leaf, hash } = await leafOf(county, caller, code);
  const scope = residentScope(county, caller, leaf);
  return county.write(scope, async (tx) => {
    const row = await tx
      .selectFrom('service_request')
      .select(['id', 'resident_id'])
      .where('code_hash', '=', hash)
      .where('org_path', '=', leaf)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('conflict', { message: 'place_moved' });
    if (row.resident_id !== null && row.resident_id !== who.id)
      throw new AppError('conflict', { message: 'requests.claimed' });
    await tx.updateTable('service_request').set({ resident_id: who.id }).where('id', '=', row.id).execute();
    audit(tx, { action: claimRequest.name, entity: 'service_request', entityId: row.id, path: leaf });
    return { id: row.id };
  });
};
