import pg from 'pg';
import type { Kysely, Transaction } from 'kysely';
import type { DB } from './schema.gen.ts';
import type { Effects } from './effects.ts';

/** Reads: every statement carries the scope, each is its own implicit transaction. */
export type Db = Kysely<DB>;

declare const transacted: unique symbol;
/** Writes: only the router, a job or the command line opens one; a `Db` is not accepted in its place. */
export type Tx = Transaction<DB> & { readonly [transacted]: true; readonly effects: Effects };

const { builtins } = pg.types;

const toIso = (text: string): string => {
  const iso = text.replace(' ', 'T');
  return iso.endsWith('+00') ? `${iso.slice(0, -3)}Z` : iso;
};

const toInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`);
  return value;
};

const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: toInteger,
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: toIso,
  [builtins.NUMERIC]: (text) => text,
};

/** Days and times stay text ('2026-11-23', ISO in UTC): no value changes meaning with a time zone. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[id]) ||
    pg.types.getTypeParser(id, format)) as pg.CustomTypesConfig['getTypeParser'],
};
