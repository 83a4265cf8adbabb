import type { Scope } from '#platform/access/scope.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { masks } from '#shared/mask.ts';
import { visibleKeys } from '../access.ts';
import { fieldOf, isFieldKey, type FieldKey } from '../catalogue.ts';
import type { MemberFields, Value } from '../contract.ts';
import { editMember, newProblems } from '../file/commands.ts';
import { openFile, type OpenFile } from '../file/queries.ts';
import { ownId } from '../own/queries.ts';
import { noteReveal } from '../reveal/commands.ts';
import { plainValue } from '../row/commands.ts';
import type { MemberFile as FileValues } from '../rules.ts';
import { correctionView, visibleCorrections } from './queries.ts';
import { valueOfText } from './rules.ts';

/** The value that the member saw when asking. */
const seenValue = (key: FieldKey, value: Value): string | null => {
  if (value === null) return null;
  const { mask } = fieldOf(key);
  return mask === undefined || mask === 'name' ? String(value) : masks[mask](String(value));
};

const wantedValue = (open: OpenFile, key: FieldKey, text: string, today: string): Value => {
  const value = valueOfText(fieldOf(key), text);
  if (value === undefined) throw invalid('body.wanted', 'bad_value');
  const plain = plainValue(key, value);
  if (plain === open.fields[key]) throw invalid('body.wanted', 'value_same');
  // Only what is wrong with the value itself: what else has to change with it is for the branch to see.
  const after = { ...open.fields, [key]: plain } as FileValues;
  const own = newProblems(open.fields as FileValues, after, new Set([key]), today).filter((p) => p.path === key);
  if (own.length > 0) throw new AppError('invalid', { problems: own.map((p) => ({ ...p, path: 'body.wanted' })) });
  return plain;
};

interface Asked {
  readonly field: FieldKey;
  readonly wanted: string;
  readonly reason: string;
}

/** @throws AppError invalid, conflict where a request for the field waits already */
export const askCorrection = async (tx: Tx, scope: Scope, county: County, { field, wanted, reason }: Asked) => {
  const personId = ownId(scope);
  const open = await openFile(tx, county, personId, { lock: true });
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  const value = wantedValue(open, field, wanted, county.today());
  const waiting = await tx
    .selectFrom('correction_request')
    .select('id')
    .where('person_id', '=', personId)
    .where('field', '=', field)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting) throw new AppError('conflict', { message: 'correction_waiting' });
  const { org_path: path } = open.person;
  const row = await tx
    .insertInto('correction_request')
    .values({
      id: newId(),
      person_id: personId,
      org_path: path,
      field,
      current: seenValue(field, open.fields[field]),
      wanted: county.crypto.encrypt(String(value)),
      key_id: county.crypto.currentKeyId,
      reason,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  audit(tx, { action: 'own.askCorrection', entity: 'correction_request', entityId: row.id, path, reason });
  touch(tx, 'corrections', { path });
  return correctionView(county, row);
};

/** The request, locked. @throws AppError not_found, stale with the newer state, conflict when it no longer waits */
const lockWaiting = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await visibleCorrections(tx, scope)
    .selectAll('c')
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.state !== 'waiting') throw new AppError('conflict', { message: 'correction_over' });
  if (row.version !== version) throw new AppError('stale', { current: { id, state: row.state, version: row.version } });
  return row;
};

/** Whoever may decide must see the field; to others the request does not exist. */
const fieldFor = (scope: Scope, field: string): FieldKey => {
  if (!isFieldKey(field) || !visibleKeys(scope, false).has(field)) throw notFound();
  return field;
};

export const withdrawCorrection = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await lockWaiting(tx, scope, county, id, version);
  if (row.person_id !== ownId(scope)) throw notFound();
  const after = await tx
    .updateTable('correction_request')
    .set({ state: 'withdrawn', version: version + 1 })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  audit(tx, { action: 'own.withdrawCorrection', entity: 'correction_request', entityId: id, path: row.org_path });
  touch(tx, 'corrections', { path: row.org_path });
  return correctionView(county, after);
};

interface Decision {
  readonly version: number;
  readonly accept: boolean;
  readonly answer: string;
}

const applyCorrection = async (
  tx: Tx,
  scope: Scope,
  county: County,
  request: {
    readonly id: string;
    readonly person_id: string;
    readonly field: FieldKey;
    readonly wanted: Buffer;
    readonly reason: string;
  },
) => {
  const { field } = request;
  const value = valueOfText(fieldOf(field), county.crypto.decrypt(request.wanted));
  const { person } = await openFile(tx, county, request.person_id, { lock: true });
  const fields = { [field]: value ?? null } as MemberFields;
  await editMember(tx, scope, county, request.person_id, {
    version: person.version,
    fields,
    reason: request.reason,
    source: `correction:${request.id}`,
  });
};

/** The inbox stands above this feature: it is asked by event, and files the notice with its own transaction. */
const tellMember = (tx: Tx, row: { id: string; person_id: string; org_path: string }, accept: boolean): void =>
  emit(tx, {
    kind: 'notice.wanted',
    payload: {
      kind: accept ? 'corrections.accepted' : 'corrections.refused',
      key: `correction:${row.id}`,
      people: [row.person_id],
      path: row.org_path,
      link: '/m/file/corrections',
      params: {},
    },
  });

/** Accepts, which edits the file under the same checks as an edit, or refuses with an answer. */
export const decideCorrection = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, accept, answer }: Decision,
): Promise<void> => {
  const row = await lockWaiting(tx, scope, county, id, version);
  const field = fieldFor(scope, row.field);
  if (accept) await applyCorrection(tx, scope, county, { ...row, field });
  await tx
    .updateTable('correction_request')
    .set({
      state: accept ? 'accepted' : 'refused',
      version: version + 1,
      decided_by: scope.accountId,
      decider: scope.actor,
      decided_at: county.now().toISOString(),
      answer: answer === '' ? null : answer,
    })
    .where('id', '=', id)
    .execute();
  const action = accept ? 'corrections.accept' : 'corrections.refuse';
  audit(tx, {
    action,
    entity: 'correction_request',
    entityId: id,
    path: row.org_path,
    reason: answer === '' ? null : answer,
  });
  tellMember(tx, row, accept);
  touch(tx, 'corrections', { path: row.org_path });
};

/** The wanted value in full, counted and logged as any full value of the file. */
export const revealCorrection = async (tx: Tx, scope: Scope, county: County, id: string, reason: string) => {
  const row = await visibleCorrections(tx, scope).selectAll('c').where('c.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const field = fieldFor(scope, row.field);
  const person = { id: row.person_id, path: row.org_path };
  const about = { entity: 'correction_request', id } as const;
  await noteReveal(tx, scope, county, { person, fields: [field], reason, action: 'corrections.reveal', about });
  return { wanted: county.crypto.decrypt(row.wanted) };
};
