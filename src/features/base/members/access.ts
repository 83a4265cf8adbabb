import type { Scope } from '#platform/access/scope.ts';
import { may } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { fieldsOfTable, fileFields, isSeenBy, type Field, type FieldKey, type Reader } from './catalogue.ts';

/** Current members that the scope reaches. The range itself is the database's (forced row-level security). */
export const visibleMembers = (db: Db, _scope: Scope) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .where('m.voided_at', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null);

/** Who they are and where they belong: whoever may open a roster sees this much of it. */
const rosterKeys: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'name',
  'sex',
  'category',
  'branchId',
  'joinedOn',
  'fullOn',
  'standing',
]);

const isReader = (role: string): role is Reader => role !== 'system' && role !== 'none';

/** Whether the role sees the field at all; a member's own file is read as `self`. */
export const seesField = (scope: Scope, field: Field, isOwn: boolean): boolean => {
  if (isOwn) return isSeenBy(field, 'self');
  return scope.role === 'system' || (isReader(scope.role) && isSeenBy(field, scope.role));
};

/** Whether the role sees anything of a table's rows. */
export const seesTable = (scope: Scope, table: string, isOwn: boolean): boolean =>
  fieldsOfTable(table).some((field) => seesField(scope, field, isOwn));

const ownRoles: readonly string[] = ['member', 'probationary', 'applicant'];

/** Whether the reader looks at the own file in a role of the person, not of an office. */
export const isOwnFile = (scope: Scope, personId: string): boolean =>
  scope.personId === personId && ownRoles.includes(scope.role);

const seen = new Map<string, ReadonlySet<FieldKey>>();

/** Keys of the file that the role sees, from the catalogue. */
export const visibleKeys = (scope: Scope, isOwn: boolean): ReadonlySet<FieldKey> => {
  const name = isOwn ? 'self' : scope.role;
  const known = seen.get(name);
  if (known) return known;
  const keys = new Set(
    fileFields.filter((field) => rosterKeys.has(field.key) || seesField(scope, field, isOwn)).map((field) => field.key),
  );
  seen.set(name, keys);
  return keys;
};

/** What the reader may do with a file; the same answers hide the buttons. */
export const canOf = (scope: Scope, file: { readonly ended: boolean }) => {
  const edit = may(scope, 'members.edit') && !file.ended;
  const back = may(scope, 'members.edit') && file.ended;
  return { edit, reveal: may(scope, 'members.reveal'), move: edit, leave: edit, return: back };
};
