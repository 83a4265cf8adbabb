import type { County } from '#platform/county/county.ts';
import { notFound } from '#shared/errors.ts';
import { residentScope, type Caller } from '../../access.ts';
import { linksOf } from '../../links/access.ts';
import { codeOf, hashOf, leafByHash } from '../../sending/access.ts';

const links = linksOf('request opinion link');
const linkSeconds = 3_600;

export const linkToOpinion = (county: County, requestId: string): string => links.to(county, [requestId], linkSeconds);

/** The request of a link, in a scope of it alone. @throws AppError not_found */
export const openOpinionLink = async (county: County, caller: Caller, link: string) => {
  const [requestId = ''] = links.read(county, link);
  const leaf = await leafByHash(county, caller, hashOf(county, codeOf(county, requestId)));
  if (leaf === null) throw notFound();
  return { requestId, scope: residentScope(county, caller, leaf) };
};
