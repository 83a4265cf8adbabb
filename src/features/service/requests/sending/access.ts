import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { notFound } from '#shared/errors.ts';
import { strangerScope, type Caller } from '../access.ts';
import { codeFrom, readCode } from '../rules.ts';

/** The codes of one kind of matter: each has keys of its own, and a function of the database that leads from a hash to a leaf. */
export interface Slips {
  /** Follows from the id by the county's key: it is never kept, and a retry shows it again. */
  codeOf(county: County, id: string): string;
  hashOf(county: County, code: string): Buffer;
  /** Where what has that hash is filed now; null where there is none. */
  leafByHash(county: County, caller: Caller, hash: Buffer): Promise<string | null>;
  /**
   * The leaf of what has that code. What cannot be a code costs nothing; a wrong one takes from the address's budget, as a wrong
   * password does. @throws AppError not_found, slow_down
   */
  leafOf(county: County, caller: Caller, typed: string): Promise<{ readonly leaf: string; readonly hash: Buffer }>;
}

export const slipsOf = (kind: 'request' | 'wish' | 'rating'): Slips => {
  const hashOf = (county: County, code: string): Buffer => county.crypto.hash(`${kind} code hash`, code);
  const leafByHash = async (county: County, caller: Caller, hash: Buffer): Promise<string | null> => {
    const { rows } = await sql<{ path: string | null }>`select ${sql.id(`${kind}_path`)}(${hash}) as path`.execute(
      county.read(strangerScope(county, caller)),
    );
    return rows[0]?.path ?? null;
  };
  return {
    codeOf(county, id) {
      for (let turn = 0; ; turn += 1) {
        const code = codeFrom(county.crypto.hash(`${kind} code`, `${id} ${turn}`));
        if (code !== null) return code;
      }
    },
    hashOf,
    leafByHash,
    async leafOf(county, caller, typed) {
      const code = readCode(typed);
      if (code === null) throw notFound();
      const attempt = spendAttempt(county, caller.address, `${kind} code`);
      const hash = hashOf(county, code);
      const leaf = await leafByHash(county, caller, hash);
      if (leaf === null) throw notFound();
      attempt.giveBack();
      return { leaf, hash };
    },
  };
};

export const { codeOf, hashOf, leafByHash, leafOf } = slipsOf('request');
