import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { paperIds } from './packs/papers.ts';

const id = z.uuid();
const paper = z.enum(paperIds);
const one = z.object({ id });
const kept = z.object({ id, paperId: id });
const day = z.iso.date().refine((text) => text >= '1921-07-01' && text < '2101-01-01', 'not_a_day');
const place = z.string().trim().min(2).max(100);

export const KeptPaper = z.object({
  id,
  on: z.string(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  scan: z.object({ name: z.string(), size: z.number() }).nullable(),
  recorder: z.string(),
  recordedAt: z.string(),
  version: z.number(),
});
export type KeptPaper = z.infer<typeof KeptPaper>;

export const PaperLine = z.object({
  paper,
  article: z.number(),
  /** Named in Article 36 itself. */
  named: z.boolean(),
  /** The step has been taken, so the paper ought to be there. */
  due: z.boolean(),
  missing: z.boolean(),
  fillable: z.boolean(),
  kept: z.array(KeptPaper),
});
export type PaperLine = z.infer<typeof PaperLine>;

export const CasePapers = z.object({
  items: z.array(PaperLine),
  missing: z.number(),
  archiveArticle: z.number(),
  /** Places that are used for papers of the same branch already. */
  usualPlaces: z.array(z.string()),
});
export type CasePapers = z.infer<typeof CasePapers>;

export const casePapers = query({
  name: 'admission.papers',
  path: '/admission/cases/:id/papers',
  access: 'admission.papers',
  summary: '一人的发展党员材料和缺项 / papers of a case and what is missing',
  params: one,
  reply: CasePapers,
});

export const filledPaper = query({
  name: 'admission.filledPaper',
  path: '/admission/cases/:id/papers/:paper/form',
  access: 'admission.papers',
  summary: '按已有信息填好的文书（DOCX） / a form filled from what is known',
  params: z.object({ id, paper }),
  reply: z.unknown(),
});

export const caseArchive = query({
  name: 'admission.archive',
  path: '/admission/cases/:id/archive',
  access: 'admission.papers',
  summary: '一人的全部材料（ZIP，附目录） / all papers of a person in one archive',
  params: one,
  reply: z.unknown(),
});

export const paperFields = z.object({
  paper,
  on: day,
  place,
  note: z.string().trim().max(200).optional(),
});

export const keepPaper = command({
  name: 'admission.keepPaper',
  path: '/admission/cases/:id/papers',
  access: 'admission.papers',
  summary: '登记一份材料及其原件存放处 / record a paper and where its original lies',
  params: one,
  body: paperFields,
  reply: z.object({ id }),
});

export const placePaper = command({
  name: 'admission.placePaper',
  path: '/admission/cases/:id/papers/:paperId/place',
  access: 'admission.papers',
  summary: '变更原件存放处 / the original lies elsewhere now',
  params: kept,
  body: z.object({ version: z.number().int(), place }),
  reply: z.object({ id }),
});

export const voidPaper = command({
  name: 'admission.voidPaper',
  path: '/admission/cases/:id/papers/:paperId/void',
  access: 'admission.papers',
  summary: '撤销误登的材料 / take back what was recorded by mistake',
  params: kept,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  reply: z.object({ id }),
});

export const scanPaper = command({
  name: 'admission.scanPaper',
  path: '/admission/cases/:id/papers/:paperId/scan',
  access: 'admission.papers',
  summary: '上传签字盖章件的扫描件 / the scan of a signed paper',
  params: kept,
  reply: z.object({ id }),
});

export const paperScan = query({
  name: 'admission.paperScan',
  path: '/admission/cases/:id/papers/:paperId/scan',
  access: 'admission.papers',
  summary: '查看扫描件 / open the scan of a paper',
  params: kept,
  reply: z.unknown(),
});
