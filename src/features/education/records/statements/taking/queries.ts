/** Statements as they come: one or many, with attachments or without. Everything is read and checked before anything is stored. */
import { isUtf8 } from 'node:buffer';
import { boundaryOf, type Part, readParts } from '../../parts/queries.ts';
import { malformed, Refused } from '../../refusals/rules.ts';
import { checkStatement, type Attached, signatureUsage, type Statement } from '../../shapes/rules.ts';
import { isRecord } from '../../shapes/values/rules.ts';
import { membersHeld, membersWritten, partsOf, repeatedName } from '../../text/rules.ts';

export interface Read {
  readonly statement: Statement;
  /** To the letter. */
  readonly text: string;
}

/** "All strings MUST be encoded and interpreted as UTF-8." */
const decode = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new Refused(400, 'the content is not UTF-8');
  const text = bytes.toString('utf8');
  // A mark of the order of bytes says nothing here and is no JSON.
  return text.startsWith('\u{feff}') ? text.slice(1) : text;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'the content is not JSON');
  }
};

/** @throws Refused 400, naming what stands twice */
const refuseRepeated = (read: readonly Read[], nameOf: (n: number) => string): void => {
  for (const [n, { text }] of read.entries()) {
    const twice = repeatedName(text);
    if (twice !== undefined) throw malformed(nameOf(n), `has the property ${twice} twice`);
  }
};

/** One statement, or a list of them. */
export const readStatements = (bytes: Buffer, { single }: { readonly single: boolean }): readonly Read[] => {
  const text = decode(bytes);
  const value = parse(text);
  const isList = Array.isArray(value);
  if (isList && single) throw new Refused(400, 'one statement is expected, not a list');
  const values: readonly unknown[] = isList ? value : [value];
  const texts = isList ? partsOf(text) : [text];
  const nameOf = (n: number): string => (isList ? `[${n}]` : 'statement');
  const read = values.map((one, n) => ({ statement: checkStatement(one, nameOf(n)), text: texts[n] ?? '' }));
  if (membersWritten(text) > membersHeld(values)) refuseRepeated(read, nameOf);
  return read;
};

const hashHeader = 'x-experience-api-hash';

const checkPart = ({ headers }: Part): void => {
  if (headers[hashHeader] === undefined) throw malformed('attachment', 'lacks X-Experience-API-Hash');
  if (headers['content-transfer-encoding']?.toLowerCase() !== 'binary')
    throw malformed('attachment', 'lacks Content-Transfer-Encoding: binary');
};

export interface Package {
  readonly statements: Buffer;
  /** By the digest that their part names. */
  readonly attachments: ReadonlyMap<string, Part>;
}

export const readPackage = (body: Buffer, contentType: string): Package => {
  const [first, ...others] = readParts(body, boundaryOf(contentType));
  if (first === undefined || !/^application\/json\b/i.test(first.headers['content-type'] ?? ''))
    throw new Refused(400, 'multipart/mixed: the first part is not application/json');
  others.forEach(checkPart);
  return {
    statements: first.body,
    attachments: new Map(others.map((part) => [(part.headers[hashHeader] ?? '').toLowerCase(), part])),
  };
};

const attachedTo = ({ attachments, object }: Statement): readonly Attached[] => {
  const inner = isRecord(object) && object['objectType'] === 'SubStatement' ? (object as Statement).attachments : [];
  return [...(attachments ?? []), ...(inner ?? [])];
};

const plain = (type: string): string => type.toLowerCase().replaceAll(/\s/g, '');

/** What the statement says of an attachment and what its part says are the same. */
const checkMatch = ({ contentType, length }: Attached, { headers }: Part): void => {
  const type = headers['content-type'];
  if (type !== undefined && plain(type) !== plain(contentType))
    throw malformed('attachment', 'its Content-Type is another one than the statement says');
  const size = headers['content-length'];
  if (size !== undefined && Number(size) !== length)
    throw malformed('attachment', 'its Content-Length is another one than the statement says');
};

export interface Found {
  readonly attached: Attached;
  readonly part: Part;
}

/** The parts that belong to a statement. @throws Refused 400 where one is neither there nor elsewhere */
export const partsFor = (statement: Statement, parts: ReadonlyMap<string, Part>): readonly Found[] =>
  attachedTo(statement).flatMap((attached) => {
    const part = parts.get(attached.sha2.toLowerCase());
    if (part !== undefined) {
      checkMatch(attached, part);
      return [{ attached, part }];
    }
    if (attached.fileUrl === undefined || attached.usageType === signatureUsage)
      throw malformed('attachment', `${attached.sha2} came with neither data nor a fileUrl`);
    return [];
  });

export const isSignature = ({ attached }: Found): boolean => attached.usageType === signatureUsage;

/** @throws Refused 400 where a batch names one id twice, or brings data that no statement names */
export const checkBatch = (
  ids: readonly string[],
  used: ReadonlySet<string>,
  parts: ReadonlyMap<string, Part>,
): void => {
  if (new Set(ids).size < ids.length) throw new Refused(400, 'two statements have one id');
  const idle = [...parts.keys()].find((digest) => !used.has(digest));
  if (idle !== undefined) throw malformed('attachment', `${idle} belongs to no statement`);
};
