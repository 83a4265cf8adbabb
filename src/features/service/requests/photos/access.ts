import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { linkSeconds } from './rules.ts';

/** Photos of a request in the scope's range, in the order of their coming. */
export const visiblePhotos = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('service_request_photo as p')
    .where('p.request_id', '=', requestId)
    .where('p.org_path', '>=', scope.from)
    .where('p.org_path', '<', scope.to)
    .orderBy('p.id');

interface Linked {
  readonly requestId: string;
  readonly photoId: string;
}

const sealOf = (county: County, { requestId, photoId }: Linked, until: string): string =>
  county.crypto.hash('request photo link', `${requestId} ${photoId} ${until}`).toString('base64url');

/** A way to one photo that ends by itself and says nothing about the code. */
export const linkTo = (county: County, linked: Linked): string => {
  const until = (Math.floor(county.now().getTime() / 1000) + linkSeconds).toString(36);
  return [linked.requestId, linked.photoId, until, sealOf(county, linked, until)].join('.');
};

/** @throws AppError not_found for a link that is none, or has ended */
export const readLink = (county: County, link: string): Linked => {
  const [requestId = '', photoId = '', until = '', seal] = link.split('.');
  const linked = { requestId, photoId };
  const holds = Number.parseInt(until, 36) * 1000 > county.now().getTime();
  if (!holds || seal !== sealOf(county, linked, until)) throw notFound();
  return linked;
};
