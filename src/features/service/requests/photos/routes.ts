import { route, type Context, type Route } from '#platform/http/route.ts';
import type { Caller } from '../access.ts';
import { addTo } from './commands.ts';
import * as contract from './contract.ts';
import { followPhotos, openLinked, openPhoto, photoList } from './queries.ts';

const callerOf = ({ request }: Context): Caller => ({ address: request.ip, requestId: request.id });

export const photoRoutes: readonly Route[] = [
  route.plain(contract.followedPhotos, (_scope, { query }, context) =>
    followPhotos(context.county, callerOf(context), query.code),
  ),
  route.plain(contract.addPhotos, (_scope, { body }, context) => {
    const key = context.request.headers['idempotency-key'];
    return addTo(context.county, callerOf(context), typeof key === 'string' ? key : undefined, body);
  }),
  route.download(contract.followedPhoto, (_db, _scope, { params }, context) =>
    openLinked(context.county, callerOf(context), params.link),
  ),
  route.query(contract.requestPhotos, (db, scope, { params }) => photoList(db, scope, params.id)),
  route.download(contract.requestPhoto, (db, scope, { params }, { county }) => openPhoto(db, scope, county, params)),
];
