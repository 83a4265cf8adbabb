import { createHash } from 'node:crypto';
import { idStock, newId } from '#shared/ids.ts';
import { launchOf } from '../../launches/queries.ts';
import { checkOwnStatement } from '../../launches/rules.ts';
import { type Call, mediaTypeOf } from '../../lrs/calls/queries.ts';
import type { Part } from '../../parts/queries.ts';
import { malformed, Refused } from '../../refusals/rules.ts';
import { checkSignature } from '../../signatures/queries.ts';
import type { Hand, Taken } from '../commands.ts';
import { keptText } from '../rules.ts';
import { storeTogether } from './together/commands.ts';
import { checkBatch, type Found, isSignature, partsFor, type Read, readPackage, readStatements } from './queries.ts';

const algorithms: Readonly<Record<number, string>> = { 56: 'sha224', 64: 'sha256', 96: 'sha384', 128: 'sha512' };

/** Data is found by its digest, and by nothing else. @throws Refused 400 where it is other data */
const checkDigest = ({ attached, part }: Found): void => {
  const digest = createHash(algorithms[attached.sha2.length] ?? 'sha256')
    .update(part.body)
    .digest('hex');
  if (digest !== attached.sha2.toLowerCase())
    throw malformed('attachment', `its data has not the digest ${attached.sha2}`);
};

const takeOne = ({ statement, text }: Read, id: string, parts: ReadonlyMap<string, Part>): Taken => {
  const found = partsFor(statement, parts);
  found.forEach(checkDigest);
  for (const one of found.filter(isSignature)) {
    if (one.attached.contentType !== 'application/octet-stream')
      throw malformed('signature', 'its contentType must be application/octet-stream');
    checkSignature(one.part.body, statement);
  }
  return {
    id,
    statement,
    text: keptText(text, id, statement),
    attachments: found.map(({ attached, part }) => ({
      digest: attached.sha2.toLowerCase(),
      mediaType: attached.contentType,
      bytes: part.body,
    })),
  };
};

const contentOf = (call: Call): { readonly statements: Buffer; readonly attachments: ReadonlyMap<string, Part> } => {
  const type = mediaTypeOf(call);
  if (type === 'application/json') return { statements: call.body, attachments: new Map() };
  if (type === 'multipart/mixed') return readPackage(call.body, call.headers['content-type'] ?? '');
  throw new Refused(400, 'Content-Type must be application/json or multipart/mixed');
};

/** What a call holds, read and checked. `given`: the id of the address. @throws Refused 400, 403 */
const readCall = ({ county, client }: Hand, call: Call, given?: string): readonly Taken[] => {
  const { statements, attachments } = contentOf(call);
  const read = readStatements(statements, { single: given !== undefined });
  const launch = launchOf(county, client);
  if (launch !== undefined) for (const { statement } of read) checkOwnStatement(statement, launch);
  const nextId = read.length > 1 ? idStock() : newId;
  const taken = read.map((one) => {
    const own = one.statement.id?.toLowerCase();
    if (given !== undefined && own !== undefined && own !== given)
      throw new Refused(400, 'statementId is another id than that of the statement');
    return takeOne(one, given ?? own ?? nextId(), attachments);
  });
  checkBatch(
    taken.map(({ id }) => id),
    new Set(taken.flatMap((one) => one.attachments.map(({ digest }) => digest))),
    attachments,
  );
  return taken;
};

/** Reads, checks and stores what a program sends. `given`: the id of the address. @returns the ids, in the order of the statements */
export const takeStatements = (hand: Hand, call: Call, given?: string): Promise<readonly string[]> =>
  storeTogether({ hand, size: call.body.length, read: () => readCall(hand, call, given) });
