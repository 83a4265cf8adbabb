import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { matterPath, mintScope, publicScope, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { timingSafeEqual } from 'node:crypto';
import { signedInDays } from './rules.ts';

const cookie = 'zhibu_resident';
const dayMs = 86_400_000;

export const phoneHash = (county: County, phone: string): Buffer => county.crypto.hash('resident phone', phone);

/** Nobody in particular: finds no row. */
export const strangerScope = (county: County, requestId: string): Scope => publicScope(county.entry.code, requestId);

/** The holder of one account: its leaf, and nothing beside it. */
export const holderScope = (county: County, requestId: string, root: string, id: string): Scope => {
  const leaf = matterPath(root, id);
  return mintScope({
    ...strangerScope(county, requestId),
    actor: '群众',
    role: 'resident',
    path: leaf,
    from: leaf,
    to: rangeEnd(leaf),
  });
};

/** Where the county's own matters lie. */
export const rootPath = async (county: County, scope: Scope): Promise<string> => {
  const row = await county
    .read(scope)
    .selectFrom('organisation')
    .select('path')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  return row.path;
};

/** The account of a phone; undefined where there is none. */
export const residentWith = async (county: County, requestId: string, phone: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string | null }>`select resident_with(${phoneHash(county, phone)}) as id`.execute(
    county.read(strangerScope(county, requestId)),
  );
  return rows[0]?.id ?? undefined;
};

const sealOf = (county: County, facts: string): string =>
  county.crypto.hash('resident session', facts).toString('base64url');

/** What the browser keeps: whose, until when, of which epoch, and that we said so. */
const tokenOf = (county: County, id: string, epoch: number): string => {
  const facts = `${id}.${county.now().getTime() + signedInDays * dayMs}.${epoch}`;
  return `${facts}.${sealOf(county, facts)}`;
};

const isOurs = (county: County, facts: string, seal: string): boolean => {
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(county, facts))];
  return given.length === right.length && timingSafeEqual(given, right);
};

interface Held {
  readonly id: string;
  readonly epoch: number;
}

const heldBy = (county: County, request: FastifyRequest): Held | undefined => {
  const { id, until, epoch, seal } =
    /^(?<id>[\da-f-]{36})\.(?<until>\d{1,16})\.(?<epoch>\d{1,9})\.(?<seal>[\w-]{20,100})$/.exec(
      request.cookies[cookie] ?? '',
    )?.groups ?? {};
  if (id === undefined || until === undefined || epoch === undefined || seal === undefined) return undefined;
  if (!isOurs(county, `${id}.${until}.${epoch}`, seal) || Number(until) < county.now().getTime()) return undefined;
  return { id, epoch: Number(epoch) };
};

const place = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const;

export const keepSignedIn = (
  county: County,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { id, epoch }: Held,
): void => {
  void reply.setCookie(cookie, tokenOf(county, id, epoch), { ...place(request), maxAge: signedInDays * 86_400 });
};

export const forgetSignedIn = (request: FastifyRequest, reply: FastifyReply): void => {
  void reply.clearCookie(cookie, place(request));
};

export interface SignedIn {
  readonly id: string;
  readonly scope: Scope;
}

/** Who has signed in on the portal; undefined where nobody has, or the sign-in is void by now. */
export const signedInResident = async (county: County, request: FastifyRequest): Promise<SignedIn | undefined> => {
  const held = heldBy(county, request);
  if (held === undefined) return undefined;
  const scope = holderScope(county, request.id, await rootPath(county, strangerScope(county, request.id)), held.id);
  const row = await county
    .read(scope)
    .selectFrom('resident')
    .select('epoch')
    .where('id', '=', held.id)
    .where('org_path', '=', scope.path)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row?.epoch === held.epoch ? { id: held.id, scope } : undefined;
};
