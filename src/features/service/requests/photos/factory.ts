import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';

/** Eight points by eight, grey. */
export const smallPhoto = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wEEEAAQABAAEAAQABEAEAASABQAFAASABkAGwAYABsAGQAlACIAHwAfACIAJQA4ACgAKwAoACsAKAA4AFUANQA+ADUANQA+ADUAVQBLAFsASgBFAEoAWwBLAIcAagBeAF4AagCHAJwAgwB8AIMAnAC9AKkAqQC9AO4A4gDuATcBNwGiEQAQABAAEAAQABEAEAASABQAFAASABkAGwAYABsAGQAlACIAHwAfACIAJQA4ACgAKwAoACsAKAA4AFUANQA+ADUANQA+ADUAVQBLAFsASgBFAEoAWwBLAIcAagBeAF4AagCHAJwAgwB8AIMAnAC9AKkAqQC9AO4A4gDuATcBNwGi/8EAEQgACAAIAwEiAAIRAQMRAf/EAEsAAQEAAAAAAAAAAAAAAAAAAAAGEAEAAAAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCkAB//2Q==',
  'base64',
);

/** A photo of a request, as if its holder had added it. The file is stored at once: a transaction that fails leaves it to the sweep. */
export const plantPhoto = async (
  tx: Tx,
  county: County,
  requestId: string,
  picture: { readonly bytes: Buffer; readonly width: number; readonly height: number } = {
    bytes: smallPhoto,
    width: 8,
    height: 8,
  },
): Promise<{ readonly id: string }> => {
  const { bytes, width, height } = picture;
  const { org_path } = await tx
    .selectFrom('service_request')
    .select('org_path')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const file = await county.files.put(Readable.from([bytes]), { maxBytes: bytes.length });
  const id = newId();
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path,
      name: `${id}.jpg`,
      media_type: 'image/jpeg',
      size: file.size,
      digest: createHash('sha256').update(bytes).digest(),
      key_id: file.keyId,
      account_id: null,
    })
    .execute();
  await tx
    .insertInto('service_request_photo')
    .values({
      id,
      request_id: requestId,
      org_path,
      file_id: file.id,
      width,
      height,
      size: file.size,
      at: county.now().toISOString(),
    })
    .execute();
  return { id };
};
