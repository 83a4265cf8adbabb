import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { paperIds } from '../packs/papers.ts';

const id = z.uuid();
const paper = z.enum(paperIds);
const params = z.object({ paper });
export const templateBytes = 5_000_000;

export const TemplateVersion = z.object({
  id,
  version: z.number(),
  /** Null: from here on the form of those above held again. */
  fileName: z.string().nullable(),
  size: z.number().nullable(),
  madeBy: z.string(),
  madeAt: z.string(),
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

export const TemplateLine = z.object({
  paper,
  /** Whose form is filled here: an organisation's, or the platform's own. */
  from: z.object({ organisation: z.string(), version: z.number() }).nullable(),
  isOwn: z.boolean(),
  required: z.array(z.string()),
  versions: z.array(TemplateVersion),
});
export type TemplateLine = z.infer<typeof TemplateLine>;

const TemplateList = z.object({
  items: z.array(TemplateLine),
  /** Names that may stand in any form. */
  places: z.array(z.string()),
  rows: z.array(z.object({ name: z.string(), places: z.array(z.string()) })),
});

export const templateList = query({
  name: 'admission.templates',
  path: '/admission/templates',
  access: 'admission.templates',
  summary: '发展党员文书模板 / forms of admission and their versions',
  reply: TemplateList,
});

export const templateFile = query({
  name: 'admission.template',
  path: '/admission/templates/:paper/file',
  access: 'admission.templates',
  summary: '下载模板（DOCX） / the form in force here, or an older version of it',
  params,
  query: z.object({ version: id.optional() }),
  reply: z.unknown(),
});

export const uploadTemplate = command({
  name: 'admission.uploadTemplate',
  path: '/admission/templates/:paper/file',
  access: 'admission.templates',
  summary: '上传修改后的模板 / a form of the own, checked before it is taken',
  params,
  reply: TemplateLine,
});

export const resetTemplate = command({
  name: 'admission.resetTemplate',
  path: '/admission/templates/:paper/reset',
  access: 'admission.templates',
  summary: '恢复默认模板 / use the form of those above again',
  params,
  reply: TemplateLine,
});

export const restoreTemplate = command({
  name: 'admission.restoreTemplate',
  path: '/admission/templates/:paper/restore',
  access: 'admission.templates',
  summary: '恢复旧版模板 / take up an older version again',
  params,
  body: z.object({ version: id }),
  reply: TemplateLine,
});
