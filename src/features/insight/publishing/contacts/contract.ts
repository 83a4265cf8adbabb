import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();

export const PublicContact = z.object({
  organisationId: id,
  name: z.string(),
  /** The one above it; pages group by it. */
  under: z.string().nullable(),
  phone: z.string(),
  address: z.string(),
  hours: z.string(),
  /** 0: the public reads nothing of it yet. */
  version: count,
});
export type PublicContact = z.infer<typeof PublicContact>;

export const contactList = query({
  name: 'publishing.contacts',
  path: '/publishing/contacts',
  access: 'publishing.contacts',
  summary: '组织对外联系方式 / how the public reaches the organisations of the range',
  query: z.object({
    words: z.string().trim().max(60).optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(PublicContact), next: id.nullable(), total: count }),
});

/** Of the office, of no person. All three empty: the public reads nothing of it any more. */
export const saveContact = command({
  name: 'publishing.saveContact',
  path: '/publishing/contacts/:id',
  method: 'PUT',
  access: 'publishing.contacts',
  summary: '维护对外联系方式 / keep how the public reaches an organisation',
  params: one,
  body: z.object({
    version: count.min(0),
    phone: z
      .string()
      .trim()
      .max(60)
      .regex(/^[\d\s+、,，()（）转-]*$/, 'publishing.phone_format'),
    address: z.string().trim().max(120),
    hours: z.string().trim().max(60),
  }),
  reply: z.object({ id, version: count }),
});
