import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { notFound } from '#shared/errors.ts';
import { strangerScope, type Caller } from '../access.ts';
import { codeFrom, readCode } from '../rules.ts';

/** The code of a request follows from its id by the county's key: it is never kept, and a retry shows it again. */
export const codeOf = (county: County, id: string): string => {
  for (let turn = 0; ; turn += 1) {
    const code = codeFrom(county.crypto.hash('request code', `${id} ${turn}`));
    if (code !== null) return code;
  }
};

export const hashOf = (county: County, code: string): Buffer => county.crypto.hash('request code hash', code);

/** Where the request of a code's hash is filed now; null where there is none. */
export const leafByHash = async (county: County, caller: Caller, hash: Buffer): Promise<string | null> => {
  const { rows } = await sql<{ path: string | null }>`select request_path(${hash}) as path`.execute(
    county.read(strangerScope(county, caller)),
  );
  return rows[0]?.path ?? null;
};

/**
 * The leaf of the request with that code. What cannot be a code costs nothing; a wrong one takes from the address's budget, as a
 * wrong password does. @throws AppError not_found, slow_down
 */
export const leafOf = async (
  county: County,
  caller: Caller,
  typed: string,
): Promise<{ leaf: string; hash: Buffer }> => {
  const code = readCode(typed);
  if (code === null) throw notFound();
  const attempt = spendAttempt(county, caller.address, 'request code');
  const hash = hashOf(county, code);
  const leaf = await leafByHash(county, caller, hash);
  if (leaf === null) throw notFound();
  attempt.giveBack();
  return { leaf, hash };
};
