import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Advisory, Organisation, OrganisationType, Reference, unitRelations } from '../contract.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const version = z.number().int().min(1);
const title = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const reason = text(500).optional();
/** Number of the superior's reply. */
const document = text(100).optional();

const dated = { on: day, reason, document };
const versioned = { version };

export const NewOrganisation = z.object({
  parentId: id,
  type: OrganisationType,
  name: title(120),
  /** The name in lists; the full name where left out. */
  shortName: title(60).optional(),
  code: text(40).nullable().optional(),
  divisionCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable()
    .optional(),
  unitRelation: z.enum(unitRelations).nullable().optional(),
  unitCode: text(40).nullable().optional(),
  phone: text(40).nullable().optional(),
  address: text(200).nullable().optional(),
  ...dated,
});

export const createOrganisation = command({
  name: 'organisations.create',
  path: '/organisations',
  access: 'organisations.edit',
  summary: '新建组织 / set up an organisation',
  body: NewOrganisation,
  reply: Organisation,
});

export const renameOrganisation = command({
  name: 'organisations.rename',
  path: '/organisations/:id/rename',
  access: 'organisations.edit',
  summary: '更名 / rename',
  params: one,
  body: z.object({ ...versioned, name: title(120), shortName: title(60).optional(), ...dated }),
  reply: Organisation,
});

export const changeOrganisation = command({
  name: 'organisations.change',
  path: '/organisations/:id',
  method: 'PATCH',
  access: 'organisations.edit',
  summary: '修改基本信息 / change facts that are no event: code, unit, phone, order',
  params: one,
  body: z.object({
    ...versioned,
    code: text(40).nullable().optional(),
    divisionCode: z
      .string()
      .regex(/^\d{6,12}$/)
      .nullable()
      .optional(),
    unitRelation: z.enum(unitRelations).nullable().optional(),
    unitCode: text(40).nullable().optional(),
    phone: text(40).nullable().optional(),
    address: text(200).nullable().optional(),
    position: z.number().int().min(0).max(100_000).optional(),
    /** Of a joint branch only. */
    coveredUnits: z.array(title(60)).max(30).optional(),
    reason,
  }),
  reply: Organisation,
});

export const retypeOrganisation = command({
  name: 'organisations.retype',
  path: '/organisations/:id/type',
  access: 'organisations.edit',
  summary: '改建：党支部升格为党总支等 / change the type',
  params: one,
  body: z.object({ ...versioned, type: OrganisationType, name: title(120), shortName: title(60).optional(), ...dated }),
  reply: Organisation,
});

export const moveOrganisation = command({
  name: 'organisations.move',
  path: '/organisations/:id/move',
  access: 'organisations.edit',
  drill: 'transfer',
  summary: '整建制划转：连同下级组织和党员 / move with everything below',
  params: one,
  body: z.object({ ...versioned, parentId: id, ...dated }),
  reply: Organisation,
});

export const mergeOrganisation = command({
  name: 'organisations.merge',
  path: '/organisations/:id/merge',
  access: 'organisations.edit',
  drill: 'transfer',
  summary: '并入另一组织 / merge into another: its people join the other on that day',
  params: one,
  body: z.object({ ...versioned, targetId: id, ...dated }),
  reply: Organisation,
});

export const abolishOrganisation = command({
  name: 'organisations.abolish',
  path: '/organisations/:id/abolish',
  access: 'organisations.edit',
  summary: '撤销 / abolish an empty organisation',
  params: one,
  body: z.object({ ...versioned, ...dated }),
  reply: Organisation,
});

export const undoOrganisationEvent = command({
  name: 'organisations.undo',
  path: '/organisations/:id/undo',
  access: 'organisations.edit',
  summary: '撤回最近一次变动 / take back the last event, where nothing has been built on it',
  params: one,
  body: z.object({ ...versioned, eventId: id, reason }),
  reply: Organisation,
});

/** What an event would change, and why it would be refused. */
export const Preview = z.object({
  kind: z.enum(['created', 'renamed', 'changed', 'moved', 'merged', 'abolished']),
  organisations: count,
  members: count,
  /** Residents and applicants filed there. */
  others: count,
  /** Posts that are re-filed, or end. */
  posts: count,
  /** Accounts whose rights reach another range, or end. */
  accounts: count,
  terms: count,
  before: z.record(z.string(), z.string().nullable()),
  after: z.record(z.string(), z.string().nullable()),
  /** Keys of `messages.ts`; none of them blocks. */
  warnings: z.array(z.object({ message: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  advisories: z.array(Advisory),
  /** Why the command would be refused; empty: it may be sent. Paths name the command's fields. */
  problems: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  /** What stands in the way of an abolition, at most fifty. */
  children: z.array(Reference),
});
export type Preview = z.infer<typeof Preview>;

export const previewCreation = query({
  name: 'organisations.previewCreation',
  path: '/organisations/preview',
  access: 'organisations.edit',
  summary: '新建预览 / what setting up an organisation would change',
  query: z.object({ parentId: id, type: OrganisationType, name: title(120), on: day }),
  reply: Preview,
});

export const previewEvent = query({
  name: 'organisations.previewEvent',
  path: '/organisations/:id/preview',
  access: 'organisations.edit',
  summary: '变动预览 / what an event would change',
  params: one,
  query: z.object({
    kind: z.enum(['renamed', 'changed', 'moved', 'merged', 'abolished']),
    on: day,
    /** Of a rename or a change of type. */
    name: title(120).optional(),
    shortName: title(60).optional(),
    type: OrganisationType.optional(),
    /** The new parent of a move, the other organisation of a merger. */
    targetId: id.optional(),
  }),
  reply: Preview,
});
