import { timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Kept, PackageFacts, PackagePart, Standard } from '../rules.ts';
import type { Part } from './rules.ts';

/** How long an address opens a package: a long sitting, and no more. */
const hours = 12;
const hourMs = 3_600_000;

/** What an address stands for: a learner's run, or a look at a package in which nothing is kept. */
export interface Ticket {
  readonly kind: 'run' | 'look';
  /** Of the run, or of the package. */
  readonly id: string;
  /** The part that somebody looks at; a run has its own. */
  readonly part: number;
  /** When it ends, in hours since 1970. */
  readonly until: number;
}

const macOf = (county: County, { kind, id, part, until }: Ticket): string =>
  county.crypto.hash('package address', `${kind} ${id} ${part} ${until}`).toString('base64url');

const letters = { run: 'r', look: 'l' } as const;

/** The address is the key: a frame without an origin has no other. It says nothing of the learner. */
export const baseOf = (county: County, { kind, id, part }: Omit<Ticket, 'until'>): string => {
  const ticket = { kind, id, part, until: Math.ceil(county.now().getTime() / hourMs) + hours };
  return `/packages/${letters[kind]}${id}.${part}.${ticket.until.toString(36)}.${macOf(county, ticket)}/`;
};

/** @returns undefined where the address is none of ours, or its time is over */
export const ticketIn = (county: County, text: string): Ticket | undefined => {
  const [, letter = '', id = '', part = '', time = '', mac = ''] =
    /^([rl])([\da-f-]{36})\.(\d{1,3})\.([\da-z]{1,8})\.([\w-]{20,100})$/.exec(text) ?? [];
  if (id === '') return undefined;
  const kind = letter === 'r' ? 'run' : 'look';
  const ticket: Ticket = { kind, id, part: Number(part), until: Number.parseInt(time, 36) };
  const [given, right] = [Buffer.from(mac), Buffer.from(macOf(county, ticket))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return ticket.until * hourMs > county.now().getTime() ? ticket : undefined;
};

export interface FoundPackage {
  readonly id: string;
  readonly standard: Standard;
  readonly title: string;
  readonly parts: readonly PackagePart[];
}

export const packageOf = async (db: Db, id: string): Promise<FoundPackage | undefined> => {
  const row = await db
    .selectFrom('package')
    .select(['file_id as id', 'standard', 'title', 'parts'])
    .where('file_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // Safe: both were written as the manifest's reader has them.
  const facts = row as unknown as PackageFacts;
  return { ...row, ...facts };
};

export interface Run {
  readonly id: string;
  readonly packageId: string;
  readonly part: number;
  readonly personId: string;
  readonly kept: Kept;
  readonly launch: string | null;
}

/** The server's own view of a run: the address that names it was handed to its learner. */
const own = (county: County) => systemScope(county.entry.code, 'packages.serve');

export const runOf = async (county: County, id: string): Promise<Run | undefined> => {
  const row = await county
    .read(own(county))
    .selectFrom('package_run')
    .select(['id', 'package_id as packageId', 'part', 'person_id as personId', 'kept', 'launch'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Safe: only elements that are kept were written, each a text.
  return row && { ...row, kept: row.kept as unknown as Kept };
};

/** What a ticket opens. */
export interface OpenedBy {
  readonly found: FoundPackage;
  readonly part: PackagePart;
  /** Undefined where somebody only looks. */
  readonly run: Run | undefined;
}

export const openedBy = async (county: County, ticket: Ticket): Promise<OpenedBy | undefined> => {
  const run = ticket.kind === 'run' ? await runOf(county, ticket.id) : undefined;
  if (ticket.kind === 'run' && run === undefined) return undefined;
  const found = await packageOf(county.read(own(county)), run?.packageId ?? ticket.id);
  const part = found?.parts[run?.part ?? ticket.part];
  return found && part && { found, part, run };
};

export interface FoundEntry {
  readonly file: string;
  readonly mediaType: string;
  readonly size: number;
}

export const entryOf = (county: County, packageId: string, path: string): Promise<FoundEntry | undefined> =>
  county
    .read(own(county))
    .selectFrom('package_entry')
    .select(['file_id as file', 'media_type as mediaType', 'size'])
    .where('package_id', '=', packageId)
    .where('path', '=', path)
    .executeTakeFirst();

async function* cut(whole: Readable, { start, end }: Part): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    const part = chunk.subarray(Math.max(start - at, 0), Math.max(end + 1 - at, 0));
    if (part.length > 0) yield part;
    at += chunk.length;
    if (at > end) break;
  }
}

/** The bytes of an entry, or a part of them. */
export const bytesOf = async (county: County, file: string, part: Part | null): Promise<Readable> => {
  const whole = await county.files.get(file);
  return part === null ? whole : Readable.from(cut(whole, part), { objectMode: false });
};
