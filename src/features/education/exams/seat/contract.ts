import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { one } from '../contract.ts';
import { examKinds, itemKinds, mostAnswer, mostLines } from '../rules.ts';

const id = z.uuid();
const count = z.number().int();
/** What one item is answered with: letters of options, T or F, gaps, or a text. */
export const Answer = z.array(z.string().max(mostAnswer)).max(30);

export const OwnExam = z.object({
  id,
  title: z.string(),
  kind: z.enum(examKinds),
  unitName: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  minutes: count,
  items: count,
  /** The attempt under way, or the last one that has begun. */
  attempt: z
    .object({
      id,
      begun: z.boolean(),
      ended: z.boolean(),
      /** When the time of the one under way is over. */
      endsAt: z.string().nullable(),
      /** The result may be read. */
      told: z.boolean(),
    })
    .nullable(),
  left: count,
  /** A paper was printed for the person, who takes the exam on it and not here. */
  onPaper: z.boolean(),
  /** Whoever has attempts left takes it until it closes, and enters it from when papers are handed out. */
  can: z.object({ take: z.boolean(), enter: z.boolean(), result: z.boolean() }),
});
export type OwnExam = z.infer<typeof OwnExam>;

export const ownExams = query({
  name: 'own.exams',
  path: '/own/exams',
  access: 'own.exams',
  summary: '我的考试 / exams that the member is asked to take',
  reply: z.object({ items: z.array(OwnExam), now: z.string() }),
});

/** A place at an exam: the paper, closed until the place begins, and when that is. */
export const Seat = z.object({
  attemptId: id,
  examId: id,
  title: z.string(),
  kind: z.enum(examKinds),
  minutes: count,
  items: count,
  /** Percent of the points. */
  passShare: count,
  round: count,
  attempts: count,
  opensAt: z.string(),
  closesAt: z.string(),
  slotAt: z.string(),
  begun: z.boolean(),
  /** The paper under a key that the server gives when the place begins: nonce, text and tag in base64. */
  sealed: z.string(),
  now: z.string(),
});
export type Seat = z.infer<typeof Seat>;

export const takeSeat = command({
  name: 'own.takeSeat',
  path: '/own/exams/:id/seat',
  access: 'own.exams',
  summary: '领取试卷（未到时间打不开） / take a place: the paper comes closed',
  params: one,
  reply: Seat,
});

export const PaperItem = z.object({
  n: count,
  kind: z.enum(itemKinds),
  points: z.number(),
  stem: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  gaps: count,
});
export type PaperItem = z.infer<typeof PaperItem>;
export const Paper = z.object({ items: z.array(PaperItem) });
export type Paper = z.infer<typeof Paper>;

export const Begun = z.object({
  attemptId: id,
  /** Opens the paper. */
  paperKey: z.string(),
  sitting: count,
  /** Signs the journal of this sitting. */
  journalKey: z.string(),
  /** What of this sitting has come in: the number and the signature of its last line. */
  lastSeq: count,
  head: z.string(),
  /** Lines of the other sittings that have come in: what stands tells of these and no later ones. */
  others: count,
  /** What stands of each item by all sittings. */
  answers: z.array(z.object({ item: count, answer: Answer })),
  endsAt: z.string(),
  handedIn: z.boolean(),
  now: z.string(),
});
export type Begun = z.infer<typeof Begun>;

/** Also where somebody goes on: on the same device, or on another, which is then a sitting of its own. */
export const beginExam = command({
  name: 'own.beginExam',
  path: '/own/attempts/:id/begin',
  access: 'own.exams',
  summary: '开始答题，或换设备继续 / begin, or go on with this device',
  params: one,
  body: z.object({ device: id }),
  reply: Begun,
});

export const JournalLine = z.object({
  seq: z.number().int().min(1).max(100_000),
  item: z.number().int().min(1).max(1_000),
  answer: Answer,
  at: z.number().int().min(0).max(4_102_444_800_000),
  mac: z.string().regex(/^[0-9a-f]{32}$/),
});

export const Kept = z.object({
  /** All lines of the sitting up to here have come in. */
  lastSeq: count,
  head: z.string(),
  /** A later sitting has begun elsewhere. */
  movedOn: z.boolean(),
  /** Lines of the other sittings that have come in. Where it has grown, the device begins again and shows what stands now. */
  others: count,
  endsAt: z.string(),
  handedIn: z.boolean(),
  now: z.string(),
});
export type Kept = z.infer<typeof Kept>;

export const keepAnswers = command({
  name: 'own.keepAnswers',
  path: '/own/attempts/:id/lines',
  access: 'own.exams',
  summary: '上传答题记录 / send lines of the journal',
  params: one,
  body: z.object({ sitting: z.number().int().min(1).max(1_000), lines: z.array(JournalLine).max(mostLines) }),
  reply: Kept,
});

export const handIn = command({
  name: 'own.handIn',
  path: '/own/attempts/:id/hand-in',
  access: 'own.exams',
  summary: '交卷 / hand the paper in; the journal has come in up to that line',
  params: one,
  body: z.object({ sitting: z.number().int().min(1).max(1_000), seq: z.number().int().min(0).max(100_000) }),
  reply: Kept,
});

export const ResultItem = z.object({
  n: count,
  kind: z.enum(itemKinds),
  topic: z.string(),
  stem: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  points: z.number(),
  won: z.number().nullable(),
  answer: Answer.nullable(),
  right: z.array(z.string()),
  explanation: z.string(),
  appeal: z.object({ words: z.string(), answer: z.string().nullable() }).nullable(),
});
export type ResultItem = z.infer<typeof ResultItem>;

export const examResult = query({
  name: 'own.examResult',
  path: '/own/attempts/:id/result',
  access: 'own.exams',
  summary: '我的成绩（只有本人和组织考试的单位看得到） / the own result',
  params: one,
  reply: z.object({
    title: z.string(),
    kind: z.enum(examKinds),
    points: z.number().nullable(),
    most: z.number(),
    passed: z.boolean().nullable(),
    late: count,
    items: z.array(ResultItem),
    can: z.object({ appeal: z.boolean() }),
  }),
});
