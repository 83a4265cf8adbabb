import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { residentScope, strangerScope, visibleRequests, type Caller } from '../access.ts';
import { codeOf, hashOf, leafOf } from '../sending/access.ts';
import type { FollowedPhotos, requestPhotos } from './contract.ts';
import { linkTo, readLink, visiblePhotos } from './access.ts';
import { mostPhotos } from './rules.ts';

const ended: ReadonlySet<string> = new Set(['closed', 'refused']);

/** How many more a request takes. */
export const photosLeft = (state: string, there: number): number =>
  ended.has(state) ? 0 : Math.max(0, mostPhotos - there);

const photosOf = (db: Db, scope: Scope, requestId: string) =>
  visiblePhotos(db, scope, requestId).select(['p.id', 'p.at', 'p.width', 'p.height', 'p.size']).execute();

/** What the holder of the code has added. @throws AppError not_found, slow_down */
export const followPhotos = async (
  county: County,
  caller: Caller,
  typed: string,
): Promise<z.input<typeof FollowedPhotos>> => {
  const { leaf, hash } = await leafOf(county, caller, typed);
  const scope = residentScope(county, caller, leaf);
  const db = county.read(scope);
  const request = await visibleRequests(db, scope)
    .select(['r.id', 'r.state'])
    .where('r.code_hash', '=', hash)
    .executeTakeFirst();
  if (request === undefined) throw notFound();
  const photos = await photosOf(db, scope, request.id);
  return {
    items: photos.map((photo) => ({ ...photo, link: linkTo(county, { requestId: request.id, photoId: photo.id }) })),
    left: photosLeft(request.state, photos.length),
  };
};

/** @throws AppError not_found */
export const photoList = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof requestPhotos.reply>> => {
  const request = await visibleRequests(db, scope).select('r.id').where('r.id', '=', id).executeTakeFirst();
  if (request === undefined) throw notFound();
  return { items: await photosOf(db, scope, id) };
};

interface At {
  readonly id: string;
  readonly photo: string;
}

/** @throws AppError not_found outside of the range */
export const openPhoto = async (db: Db, scope: Scope, county: County, { id, photo }: At): Promise<Download> => {
  const row = await visiblePhotos(db, scope, id)
    .innerJoin('file as f', 'f.id', 'p.file_id')
    .select(['f.id', 'f.name', 'f.media_type'])
    .where('p.id', '=', photo)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return { name: row.name, mediaType: row.media_type, body: await county.files.get(row.id) };
};

/** By a link that its holder was given. @throws AppError not_found */
export const openLinked = async (county: County, caller: Caller, link: string): Promise<Download> => {
  const { requestId, photoId } = readLink(county, link);
  const hash = hashOf(county, codeOf(county, requestId));
  const { rows } = await sql<{ path: string | null }>`select request_path(${hash}) as path`.execute(
    county.read(strangerScope(county, caller)),
  );
  const leaf = rows[0]?.path;
  if (leaf === undefined || leaf === null) throw notFound();
  const scope = residentScope(county, caller, leaf);
  return openPhoto(county.read(scope), scope, county, { id: requestId, photo: photoId });
};
