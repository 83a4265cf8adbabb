import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const reason = text(500).optional();
/** Number of the superior's reply. */
const document = text(100).optional();
const dated = { on: day, reason, document };

export const ImportRow = z.object({
  /** Row number in the sheet. */
  line: count,
  action: z.enum(['new', 'changed', 'unchanged', 'wrong']),
  name: z.string(),
  /** Fields that would change, with the former value. */
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  problems: z.array(
    z.object({
      field: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

export const ImportPlan = z.object({
  fileId: id,
  fileName: z.string(),
  /** Changes with the file and with the tree: the commit is refused as stale where it differs. */
  digest: z.string(),
  counts: z.object({ new: count, changed: count, unchanged: count, wrong: count }),
  /** All rows but the unchanged ones, at most 2,000. */
  rows: z.array(ImportRow),
  /** Headings that were not understood. */
  ignored: z.array(z.string()),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

export const previewImport = command({
  name: 'organisations.previewImport',
  path: '/organisations/import',
  access: 'organisations.exchange',
  summary: '导入组织：上传并预览 / upload a sheet of organisations and see what it would change',
  reply: ImportPlan,
});

export const commitImport = command({
  name: 'organisations.commitImport',
  path: '/organisations/import/:id/commit',
  access: 'organisations.exchange',
  summary: '导入组织：全部写入 / write the whole sheet in one transaction',
  params: one,
  body: z.object({ digest: z.string().max(64), ...dated }),
  reply: z.object({ created: count, changed: count, moved: count, renamed: count }),
});

export const exportOrganisations = query({
  name: 'organisations.export',
  path: '/organisations/export',
  access: 'organisations.exchange',
  summary: '导出组织树（XLSX） / the tree as a sheet, in the form that import takes',
  query: z.object({ organisationId: id.optional(), on: day.optional() }),
  reply: z.unknown(),
});

export const organisationTemplate = query({
  name: 'organisations.template',
  path: '/organisations/template',
  access: 'organisations.exchange',
  summary: '导入模板 / an empty sheet with drop-downs and an example',
  reply: z.unknown(),
});
