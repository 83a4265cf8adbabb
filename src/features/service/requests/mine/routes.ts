import type { Context } from '#platform/http/route.ts';
import { route, type Route } from '#platform/http/route.ts';
import { signedInResident, type SignedIn } from '#features/service/residents/index.ts';
import { AppError } from '#shared/errors.ts';
import { claim } from './commands.ts';
import * as contract from './contract.ts';
import { ownRequests } from './queries.ts';

/** @throws AppError unauthenticated */
const who = async ({ county, request }: Context): Promise<SignedIn> => {
  const found = await signedInResident(county, request);
  if (found === undefined) throw new AppError('unauthenticated', { message: 'residents.not_in' });
  return found;
};

export const mineRoutes: readonly Route[] = [
  route.plain(contract.ownRequests, async (_scope, _input, context) => ({
    items: await ownRequests(context.county, await who(context)),
  })),
  // Done twice it leaves what it left the first time.
  route.plain(contract.claimRequest, async (_scope, { body }, context) => {
    const { ip: address, id: requestId } = context.request;
    return claim(context.county, { address, requestId }, await who(context), body.code);
  }),
];
