import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../catalogue.ts';
import { recordTables } from '../records/contract.ts';

const keys = fileFields.map((field) => field.key) as [FieldKey, ...FieldKey[]];

/** What the role sees of other people's files: pages offer no column, filter or section that would be refused. */
export const fieldsSeen = query({
  name: 'members.fields',
  path: '/members/fields',
  access: 'members.read',
  summary: '可查看的项目 / fields and records that the role sees',
  reply: z.object({
    fields: z.array(z.enum(keys)),
    records: z.array(z.enum([...recordTables, 'post_holding', 'affiliation'])),
  }),
});
