import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Caller } from '../access.ts';
import type { Receipt } from '../contract.ts';
import { showCode } from '../rules.ts';
import { codeOf } from '../sending/access.ts';
import { send, type Intake } from '../sending/commands.ts';
import { enterRequest, printForms, type Sheet } from './contract.ts';
import { sheetByNumber } from './queries.ts';
import { numberFrom, readNumber, showNumber } from './rules.ts';

type Entered = z.output<typeof enterRequest.body>;

/** The request that a sheet becomes, and what marks the sheet as entered. @throws AppError invalid beside `body.form` */
const sheetOf = async (county: County, scope: Scope, typed: string): Promise<Pick<Intake, 'id' | 'also'>> => {
  const number = readNumber(typed);
  const sheet = number === null ? undefined : await sheetByNumber(county.read(scope), scope, number);
  if (sheet === undefined) throw invalid('body.form', 'requests.no_form');
  // Entered before, perhaps by this very intent, whose reply is kept: the mark decides, not this look.
  const id = sheet.usedAt === null ? sheet.id : newId();
  return {
    id,
    also: async (tx) => {
      const { rows } = await sql<{ used: boolean | null }>`
        select use_request_form(${number}, ${scope.from}, ${scope.to}) as used`.execute(tx);
      if (rows[0]?.used !== true) throw invalid('body.form', 'requests.form_used');
    },
  };
};

/**
 * Takes what somebody said, called or wrote; whoever enters it and whoever helped are named on it.
 * @throws AppError invalid, key_missing, reused_key, conflict
 */
export const enter = async (
  county: County,
  caller: Caller,
  scope: Scope,
  key: string | undefined,
  body: Entered,
): Promise<Receipt> => {
  const { channel, helper, form, ...sent } = body;
  const sheet = form === undefined || form === '' ? {} : await sheetOf(county, scope, form);
  return send(county, caller, key, sent, {
    ...sheet,
    channel,
    by: scope,
    endpoint: enterRequest.name,
    ...(helper === undefined || helper === '' ? {} : { helper }),
  });
};

const insertSheet = async (tx: Tx, county: County, scope: Scope): Promise<Sheet> => {
  const id = newId();
  const number = numberFrom(county.crypto.hash('request form', id));
  if (number === null) return insertSheet(tx, county, scope);
  const place = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', scope.organisationId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('request_form')
    .values({ id, number, org_path: matterPath(place.path, id), made_by: scope.actor })
    .execute();
  return { id, number: showNumber(number), code: showCode(codeOf(county, id)) };
};

/** Makes sheets for the own unit. What is kept for a retry holds no code. @throws AppError key_missing, reused_key */
export const makeForms = async (
  county: County,
  scope: Scope,
  key: string | undefined,
  { count }: z.output<typeof printForms.body>,
): Promise<{ items: Sheet[] }> => {
  if (scope.organisationId === null) throw new AppError('refused');
  const intent = readIntent(key, printForms.name, { count });
  const kept = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as Omit<Sheet, 'code'>[];
      const made: Omit<Sheet, 'code'>[] = [];
      for (let n = 0; n < count; n += 1) {
        const { id, number } = await insertSheet(tx, county, scope);
        made.push({ id, number });
      }
      audit(tx, { action: printForms.name, entity: 'request_form', entityId: made[0]?.id ?? '', path: scope.path });
      rememberReply(tx, scope, intent, made);
      return made;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { items: kept.map((sheet) => ({ ...sheet, code: showCode(codeOf(county, sheet.id)) })) };
};
