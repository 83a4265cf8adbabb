import { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { maskName } from '#shared/mask.ts';
import { entriesOf, helpersOf } from '../access.ts';

const Written = z.object({ text: z.string(), name: z.string().nullable(), phone: z.string().nullable() });
export type Written = z.infer<typeof Written>;

interface Given {
  readonly text: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

const filled = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

interface Sealed {
  readonly sealed: Buffer;
  readonly key_id: number;
}

const seal = ({ crypto }: County, what: object): Sealed => ({
  sealed: crypto.encrypt(JSON.stringify(what)),
  key_id: crypto.currentKeyId,
});

/** What somebody wrote, as its columns hold it. */
export const sealWish = (county: County, { text, name, phone }: Given): Sealed => {
  const written: Written = { text, name: filled(name), phone: filled(phone) };
  return seal(county, written);
};

export const openWish = ({ crypto }: County, sealed: Buffer): Written =>
  Written.parse(JSON.parse(crypto.decrypt(sealed)));

const Helper = z.object({ name: z.string(), words: z.string().nullable() });
export type Helper = z.infer<typeof Helper>;

export const sealHelper = (county: County, helper: Helper): Sealed => seal(county, helper);
export const openHelper = ({ crypto }: County, sealed: Buffer): Helper =>
  Helper.parse(JSON.parse(crypto.decrypt(sealed)));

const Words = z.object({ text: z.string(), way: z.string().nullable() });

/** The thread of a wish that has been seen, the oldest first. */
export const threadOf = async (db: Db, { crypto }: County, wishId: string) => {
  const rows = await entriesOf(db, wishId)
    .select(['e.at', 'e.kind', 'e.actor', 'e.sealed', 'u.short_name as unit'])
    .execute();
  return rows.map(({ at, kind, actor, sealed, unit }) => ({
    at,
    kind,
    unitName: unit,
    actor,
    ...(sealed === null ? { text: null, way: null } : Words.parse(JSON.parse(crypto.decrypt(sealed)))),
  }));
};

/** Who helps, with the name in full: the unit has to find them. */
export const helpOf = async (db: Db, county: County, wishId: string) => {
  const rows = await helpersOf(db, wishId)
    .select(['h.id', 'h.state', 'h.hours', 'h.version', 'h.person_id', 'h.sealed'])
    .execute();
  return rows.map(({ hours, person_id, sealed, ...row }) => ({
    ...row,
    hours: hours === null ? null : Number(hours),
    member: person_id !== null,
    name: openHelper(county, sealed).name,
  }));
};

/** The same for the one who wished: those who came, by their surname. */
export const servedView = (helpers: Awaited<ReturnType<typeof helpOf>>) =>
  helpers
    .filter(({ state }) => state !== 'asked' && state !== 'declined')
    .map(({ id, name, state, hours }) => ({ id, name: maskName(name), state, hours }));
