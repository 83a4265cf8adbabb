import { sql } from 'kysely';
import type { z } from 'zod';
import { publicScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { notFound } from '#shared/errors.ts';
import type { PublicCertificate } from './contract.ts';
import { readNumber, stateOf } from './rules.ts';

interface Row {
  readonly masked_name: string;
  readonly title: string;
  readonly organiser: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly hours: string;
  readonly issued_on: string;
  readonly expires_on: string | null;
  readonly withdrawn_on: string | null;
}

/** A wrong number takes from the address's budget, as a wrong password does. @throws AppError not_found, slow_down */
export const certificateByNumber = async (
  county: County,
  caller: { readonly address: string; readonly requestId: string },
  typed: string,
): Promise<z.input<typeof PublicCertificate>> => {
  const number = readNumber(typed);
  if (number === null) throw notFound();
  const attempt = spendAttempt(county, caller.address, 'certificate');
  const db = county.read(publicScope(county.entry.code, caller.requestId));
  const { rows } = await sql<Row>`select * from study_certificate_of(${number})`.execute(db);
  const [row] = rows;
  if (row === undefined) throw notFound();
  attempt.giveBack();
  const dates = { expiresOn: row.expires_on, withdrawnOn: row.withdrawn_on };
  return {
    number,
    state: stateOf(dates, county.today()),
    maskedName: row.masked_name,
    title: row.title,
    organiser: row.organiser,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    hours: Number(row.hours),
    issuedOn: row.issued_on,
    ...dates,
  };
};
