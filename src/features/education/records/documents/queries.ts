import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { type Answer, json } from '../lrs/calls/queries.ts';
import { Refused } from '../refusals/rules.ts';
import type { Hand } from '../statements/commands.ts';
import { isRecord, type Props } from '../shapes/values/rules.ts';
import { type Content, openContent } from '../statements/kept/queries.ts';
import type { Context } from './rules.ts';

/** "A hexadecimal string of the SHA-1 digest of the contents": the text names it, and nothing rests on its strength. */
export const etagOf = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');

export const agentHash = (county: County, identity: string | undefined): Buffer =>
  identity === undefined ? Buffer.alloc(0) : county.crypto.hash('xapi agent', identity);

/** The documents of a context. Where the registration is left out, those of all registrations are meant by lists. */
export const documentsOf = (db: Db, { county, client }: Hand, { kind, activity, identity, registration }: Context) =>
  db
    .selectFrom('xapi_document as d')
    .where('d.client_id', '=', client.id)
    .where('d.kind', '=', kind)
    .where('d.activity', '=', activity)
    .where('d.agent', '=', agentHash(county, identity))
    .$if(registration !== undefined, (q) => q.where('d.registration', '=', registration ?? null));

const oneDocument = async (db: Db, hand: Hand, context: Context): Promise<Answer> => {
  const row = await documentsOf(db, hand, context)
    .select(['d.sealed', 'd.etag', 'd.updated'])
    .where('d.name', '=', context.name ?? '')
    .where(sql<boolean>`d.registration is not distinct from ${context.registration ?? null}::uuid`)
    .executeTakeFirst();
  if (row === undefined) throw new Refused(404, 'there is no such document');
  const { mediaType, bytes } = openContent(hand.county, row.sealed);
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      etag: `"${row.etag}"`,
      'last-modified': new Date(row.updated).toUTCString(),
      // What somebody else has written is shown, and never run in the name of this platform.
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: bytes,
  };
};

export const answerDocuments = async (hand: Hand, context: Context): Promise<Answer> => {
  const db = hand.county.read(hand.scope);
  if (context.name !== undefined) return oneDocument(db, hand, context);
  const { since } = context;
  const rows = await documentsOf(db, hand, context)
    .select(['d.name', 'd.updated'])
    .$if(since !== undefined, (q) => q.where('d.updated', '>', since ?? ''))
    .orderBy('d.name')
    .execute();
  const body = JSON.stringify([...new Set(rows.map(({ name }) => name))]);
  const last = rows.map(({ updated }) => Date.parse(updated)).toSorted((a, b) => b - a)[0];
  return json(body, {
    etag: `"${etagOf(Buffer.from(body))}"`,
    ...(last === undefined ? {} : { 'last-modified': new Date(last).toUTCString() }),
  });
};

const objectIn = (mediaType: string, bytes: Buffer): Props => {
  if (/^application\/json\b/i.test(mediaType))
    try {
      const value: unknown = JSON.parse(bytes.toString('utf8'));
      if (isRecord(value)) return value;
    } catch {
      // Told below, as every other document that is no object.
    }
  throw new Refused(400, 'only JSON objects (application/json) can be merged; PUT replaces a document');
};

/** The properties of the new document over those of the old (2.2, "JSON Procedure"); the new one where there was none. */
export const merged = (before: Content | undefined, posted: Content): Content => {
  if (before === undefined) {
    // A first document may be of any kind; what calls itself JSON is to be an object, or it could never be merged.
    if (/^application\/json\b/i.test(posted.mediaType)) objectIn(posted.mediaType, posted.bytes);
    return posted;
  }
  const values = { ...objectIn(before.mediaType, before.bytes), ...objectIn(posted.mediaType, posted.bytes) };
  return { mediaType: before.mediaType, bytes: Buffer.from(JSON.stringify(values), 'utf8') };
};
