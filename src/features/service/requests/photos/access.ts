import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { linksOf } from '../links/access.ts';
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

const links = linksOf('request photo link');

export const linkTo = (county: County, { requestId, photoId }: Linked): string =>
  links.to(county, [requestId, photoId], linkSeconds);

/** @throws AppError not_found for a link that is none, or has ended */
export const readLink = (county: County, link: string): Linked => {
  const [requestId = '', photoId = ''] = links.read(county, link);
  return { requestId, photoId };
};
