import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleAway, visibleContacts } from '../access.ts';
import type { recordContact } from '../contract.ts';

/** The outflow, locked: contacts of one member are written one after the other. @throws AppError not_found */
const lockAway = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleAway(tx, scope)
    .select(['o.id', 'o.person_id', 'o.org_path', 'o.from_on', 'o.last_contact_on'])
    .where('o.id', '=', id)
    .forUpdate('o')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};
type Locked = Awaited<ReturnType<typeof lockAway>>;

/** The file shows the last contact too: the fact is entered once, here or there. */
const setLast = async (tx: Tx, row: Locked, to: string | null): Promise<FieldChange[]> => {
  if (to === row.last_contact_on) return [];
  await tx
    .updateTable('outflow')
    .set({ last_contact_on: to, version: sql<number>`version + 1` })
    .where('id', '=', row.id)
    .execute();
  await tx
    .updateTable('person')
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', row.person_id)
    .execute();
  return [{ field: 'outflow.last_contact_on', from: row.last_contact_on, to }];
};

const tell = (tx: Tx, row: Locked, action: string, reason: string | null, changes: readonly FieldChange[]): void => {
  audit(tx, { action, entity: 'person', entityId: row.person_id, path: row.org_path, reason, changes });
  touch(tx, 'outflow', { path: row.org_path });
  touch(tx, `member:${row.person_id}`, { path: row.org_path });
};

type Body = z.output<typeof recordContact.body>;

/** @throws AppError not_found, invalid for a day to come or before the member left */
export const keepContact = async (tx: Tx, scope: Scope, county: County, id: string, body: Body): Promise<string> => {
  const row = await lockAway(tx, scope, id);
  const { onDay, channel, note } = body;
  if (onDay > county.today()) throw invalid('body.onDay', 'outflow.day_future');
  if (onDay < row.from_on) throw invalid('body.onDay', 'outflow.day_before');
  await tx
    .insertInto('outflow_contact')
    .values({
      id: newId(),
      outflow_id: id,
      person_id: row.person_id,
      org_path: row.org_path,
      on_day: onDay,
      channel,
      note: note === undefined || note === '' ? null : note,
      recorder: scope.actor,
    })
    .execute();
  const last = row.last_contact_on !== null && row.last_contact_on > onDay ? row.last_contact_on : onDay;
  tell(tx, row, 'outflow.contact', null, await setLast(tx, row, last));
  return id;
};

/** Takes a contact back; the clock runs again from the one before. @throws AppError not_found */
export const dropContact = async (tx: Tx, scope: Scope, contactId: string, reason: string): Promise<string> => {
  const found = await visibleContacts(tx, scope)
    .select(['c.outflow_id', 'c.on_day'])
    .where('c.id', '=', contactId)
    .executeTakeFirst();
  if (found === undefined) throw notFound();
  const row = await lockAway(tx, scope, found.outflow_id);
  const voided = await tx
    .updateTable('outflow_contact')
    .set({ voided_at: sql<string>`now()`, void_reason: reason })
    .where('id', '=', contactId)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (voided.numUpdatedRows === 0n) throw notFound();
  const before = await visibleContacts(tx, scope)
    .select('c.on_day')
    .where('c.outflow_id', '=', row.id)
    .orderBy('c.on_day', 'desc')
    .limit(1)
    .executeTakeFirst();
  // A later day stands in the file by another hand than this page.
  const isLast = row.last_contact_on === found.on_day;
  const changes = isLast ? await setLast(tx, row, before?.on_day ?? null) : [];
  tell(tx, row, 'outflow.voidContact', reason, changes);
  return row.id;
};
