import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Advisory, Reference } from '../contract.ts';

const id = z.uuid();
const count = z.number().int();

export const Advised = z.object({
  organisation: Reference,
  parentName: z.string(),
  advisories: z.array(Advisory),
});
export type Advised = z.infer<typeof Advised>;

export const advisedOrganisations = query({
  name: 'organisations.advisories',
  path: '/organisations/advisories',
  access: 'organisations.officers',
  summary: '规则提醒一览 / organisations for which a rule advises something',
  query: z.object({
    /** Only the subtree of this organisation. */
    organisationId: id.optional(),
    /** Only advice with this message. */
    message: z.string().max(60).optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    items: z.array(Advised),
    next: id.nullable(),
    /** Organisations with advice, by its message; whole range, whatever `message` asks for. */
    counts: z.array(z.object({ message: z.string(), organisations: count })),
    total: count,
  }),
});
