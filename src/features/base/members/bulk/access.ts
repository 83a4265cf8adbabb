import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { approvalKind } from '#features/base/approvals/index.ts';
import { visibleKeys } from '../access.ts';
import { fieldOf, type FieldKey } from '../catalogue.ts';
import type { MemberFields } from '../contract.ts';
import { bulkKeys } from './contract.ts';
import { wordsOf } from './rules.ts';

/** @throws AppError invalid: no field at all, or one that cannot be set for many people or by this role */
export const refuseBulkFields = (scope: Scope, fields: MemberFields): void => {
  const keys = Object.keys(fields) as FieldKey[];
  const allowed: readonly string[] = bulkKeys;
  const seen = visibleKeys(scope, false);
  const problems = keys
    .filter((key) => !allowed.includes(key) || !seen.has(key))
    .map((key) => ({ path: `body.fields.${key}`, message: 'field_not_editable' }));
  if (keys.length === 0) problems.push({ path: 'body.fields', message: 'required' });
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

/** Bulk changes of the scope's range, and those of its account. */
export const visibleBulkChanges = (db: Db, scope: Scope) =>
  db
    .selectFrom('bulk_change as b')
    .leftJoin('approval as v', 'v.id', 'b.approval_id')
    .where((e) =>
      e.or([
        e.and([e('b.org_path', '>=', scope.from), e('b.org_path', '<', scope.to)]),
        e('b.account_id', '=', scope.accountId),
      ]),
    );

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Payload = z.object({
  bulkId: z.uuid(),
  people: z.number().int(),
  groups: z.array(z.object({ field: z.enum(bulkKeys), from: value, to: value, people: z.number().int() })),
  rest: z.object({ groups: z.number().int(), people: z.number().int() }).default({ groups: 0, people: 0 }),
  names: z.array(z.string()).default([]),
});

/** What the second person reads: how many people go from which value to which, the first names, and where all of it stands. */
export const bulkApproval = approvalKind<z.infer<typeof Payload>>({
  kind: 'members.bulk',
  permission: 'members.bulk',
  payload: Payload,
  link: ({ bulkId }) => `/members/bulk/${bulkId}`,
  summary: ({ people, groups, rest, names }) => [
    { message: 'members.bulk.people', params: { people } },
    ...groups.map((group) => ({
      message: 'members.bulk.group',
      params: {
        field: fieldOf(group.field).label,
        from: wordsOf(group.field, group.from),
        to: wordsOf(group.field, group.to),
        people: group.people,
      },
    })),
    ...(rest.groups > 0 ? [{ message: 'members.bulk.rest', params: rest }] : []),
    ...(names.length > 0
      ? [
          {
            message: names.length < people ? 'members.bulk.someNames' : 'members.bulk.names',
            params: { names: { zh: names.join('、'), en: names.join(', ') }, people },
          },
        ]
      : []),
  ],
});
