import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { StoredFile } from '#platform/files/file-store.ts';
import type { MadePicture } from '#platform/files/picture-protocol.ts';
import { reEncode } from '#platform/files/re-encode.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore, type Intent } from '#platform/http/idempotency.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { residentScope, visibleRequests, type Caller } from '../access.ts';
import { leafOf } from '../sending/access.ts';
import { writeEntry } from '../thread/commands.ts';
import { addPhotos } from './contract.ts';
import { visiblePhotos } from './access.ts';
import { photosLeft } from './queries.ts';
import { photoLimits } from './rules.ts';

interface Sent {
  readonly code: string;
  readonly photos: readonly string[];
}

type Reply = { readonly added: number; readonly left: number };

const field = 'body.photos';

const intentOf = (county: County, key: string | undefined, hash: Buffer, photos: readonly Buffer[]): Intent => {
  const digest = createHash('sha256').update(hash);
  for (const photo of photos) digest.update(createHash('sha256').update(photo).digest());
  return { ...readIntent(key, addPhotos.name, {}), digest: county.crypto.hash('request intent', digest.digest('hex')) };
};

const standing = async (db: Db, scope: Scope, hash: Buffer, lock = false) => {
  const rows = visibleRequests(db, scope).select(['r.id', 'r.org_path', 'r.state']).where('r.code_hash', '=', hash);
  const request = await (lock ? rows.forUpdate('r') : rows).executeTakeFirst();
  // Assigned to another unit between the look and this.
  if (request === undefined) throw new AppError('conflict', { message: 'place_moved' });
  const there = await visiblePhotos(db, scope, request.id).select('p.id').execute();
  return { request, left: photosLeft(request.state, there.length) };
};

const refuseMore = (left: number, wanted: number): void => {
  if (left === 0) throw invalid(field, 'requests.photo_ended');
  if (wanted > left) throw invalid(field, 'requests.photo_left', { left });
};

/** What each file shows, drawn anew. @throws AppError invalid, with the number of the one that is no photo */
const drawn = async (photos: readonly Buffer[]): Promise<MadePicture[]> => {
  const made: MadePicture[] = [];
  for (const [at, photo] of photos.entries()) {
    try {
      made.push(await reEncode(photo, { longest: photoLimits.longest }));
    } catch (error) {
      const why = error instanceof AppError ? error.details.problems?.[0]?.message : undefined;
      if (why === undefined) throw error;
      throw invalid(field, `requests.${why}`, { number: at + 1 });
    }
  }
  return made;
};

interface Stored extends StoredFile {
  readonly picture: MadePicture;
}

const stored = async ({ files }: County, made: readonly MadePicture[]): Promise<Stored[]> => {
  const kept: Stored[] = [];
  for (const picture of made) {
    const { bytes } = picture;
    kept.push({ ...(await files.put(Readable.from([Buffer.from(bytes)]), { maxBytes: bytes.length })), picture });
  }
  return kept;
};

const insert = async (
  tx: Tx,
  county: County,
  request: { readonly id: string; readonly org_path: string },
  kept: readonly Stored[],
) => {
  const at = county.now().toISOString();
  const { org_path } = request;
  for (const { id, size, digest, keyId, picture } of kept) {
    const photo = newId();
    const name = `${photo}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`;
    await tx
      .insertInto('file')
      .values({ id, org_path, name, media_type: picture.mediaType, size, digest, key_id: keyId, account_id: null })
      .execute();
    const { width, height } = picture;
    await tx
      .insertInto('service_request_photo')
      .values({ id: photo, request_id: request.id, org_path, file_id: id, width, height, size, at })
      .execute();
  }
};

/**
 * Adds photos to the request of a code, all of them or none. They are drawn before the transaction begins: it takes a second each.
 * @throws AppError not_found, slow_down, invalid, overloaded, conflict, key_missing, reused_key
 */
export const addTo = async (
  county: County,
  caller: Caller,
  key: string | undefined,
  { code, photos: given }: Sent,
): Promise<Reply> => {
  const { leaf, hash } = await leafOf(county, caller, code);
  const photos = given.map((photo) => Buffer.from(photo, 'base64'));
  const intent = intentOf(county, key, hash, photos);
  const scope = residentScope(county, caller, leaf);
  const before = await county.write(scope, async (_tx, preamble) => repliedBefore(preamble, intent), {
    preamble: intentPreamble(scope, intent),
  });
  if (before) return before.reply as Reply;
  spendAttempt(county, caller.address, 'request photos');
  refuseMore((await standing(county.read(scope), scope, hash)).left, photos.length);
  const kept = await stored(county, await drawn(photos));
  let belongs = false;
  try {
    return await county.write(
      scope,
      async (tx, preamble) => {
        const meanwhile = repliedBefore(preamble, intent);
        if (meanwhile) return meanwhile.reply as Reply;
        const { request, left } = await standing(tx, scope, hash, true);
        refuseMore(left, kept.length);
        await insert(tx, county, request, kept);
        await writeEntry(tx, county, { request, kind: 'photos' });
        audit(tx, { action: addPhotos.name, entity: 'service_request', entityId: request.id, path: request.org_path });
        touch(tx, 'requests', { path: request.org_path });
        const reply = { added: kept.length, left: left - kept.length };
        rememberReply(tx, scope, intent, reply);
        belongs = true;
        return reply;
      },
      { preamble: intentPreamble(scope, intent) },
    );
  } catch (error) {
    // A connection that broke may have broken after the commit: the nightly sweep removes what no row names.
    belongs = isConnectionLost(error);
    throw error;
  } finally {
    if (!belongs) for (const { id } of kept) await county.files.remove(id);
  }
};
