import { z } from 'zod';
import { isDay } from '#shared/days.ts';
import { command, query } from '#shared/endpoint.ts';
import { classParts } from '../packs/study-kinds.ts';
import { audiences } from '../rules.ts';
import { topicCodes } from '../sessions/contract.ts';
import { classStates, enrolmentStates, overlaps } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const version = count.min(1);
const day = z
  .string()
  .refine(isDay, 'not_a_day')
  // No rule says what a day of study was before.
  .refine((text) => text >= '2015-01-01' && text < '2100', 'not_a_day');

export const ClassLine = z.object({
  id,
  organiserName: z.string(),
  audience: z.enum(audiences),
  state: z.enum(classStates),
  title: z.string(),
  place: z.string(),
  topics: z.array(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  applyBy: z.string(),
  quota: count,
  enrolled: count,
  waiting: count,
  /** Study hours of the whole class. */
  hours: z.number(),
});
export type ClassLine = z.infer<typeof ClassLine>;

/** The latest first; announced to the whole county, so not bound to a range. */
export const classList = query({
  name: 'study.classes',
  path: '/study/classes',
  access: 'study.read',
  summary: '培训班 / classes',
  query: z.object({ show: z.enum(['open', 'all']).default('open') }),
  reply: z.object({ items: z.array(ClassLine) }),
});

export const Lesson = z.object({ id, onDay: z.string(), part: z.enum(classParts), subject: z.string() });
export type Lesson = z.infer<typeof Lesson>;

export const Certificate = z.object({
  id,
  version,
  number: z.string(),
  hours: z.number(),
  issuedOn: z.string(),
  expiresOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
  why: z.string().nullable(),
});
export type Certificate = z.infer<typeof Certificate>;

export const Enrolled = z.object({
  personId: id,
  version,
  name: z.string(),
  branchName: z.string(),
  state: z.enum(enrolmentStates),
  /** Lessons at which they were. */
  present: z.array(id),
  certificate: Certificate.nullable(),
});
export type Enrolled = z.infer<typeof Enrolled>;

export const ClassView = z.object({
  ...ClassLine.shape,
  version,
  details: z.string(),
  lecturers: z.string(),
  validYears: count.nullable(),
  lessons: z.array(Lesson),
  /** Lessons whose roll has been called. */
  called: z.array(id),
  /** Whom the reader may see: all for the organiser, the own members for a branch. */
  people: z.array(Enrolled),
  /** Members of the own branch for whom it is, and who are not in it yet. */
  candidates: z.array(z.object({ personId: id, name: z.string() })),
  can: z.object({ change: z.boolean(), roll: z.boolean(), end: z.boolean(), nominate: z.boolean() }),
});
export type ClassView = z.infer<typeof ClassView>;

export const oneClass = query({
  name: 'study.oneClass',
  path: '/study/classes/:id',
  access: 'study.read',
  summary: '一个培训班 / one class',
  params: one,
  reply: ClassView,
});

const lessons = z
  .array(z.object({ onDay: day, part: z.enum(classParts), subject: z.string().trim().min(1).max(80) }))
  .min(1)
  .max(40)
  .refine((all) => !overlaps(all), 'study.lessons_overlap');
const classFields = {
  audience: z.enum(audiences),
  title: z.string().trim().min(2).max(60),
  details: z.string().trim().max(1_000).default(''),
  place: z.string().trim().min(1).max(80),
  lecturers: z.string().trim().max(200).default(''),
  topics: topicCodes,
  quota: count.min(1).max(2_000),
  applyBy: day,
  /** For how many years the certificate holds; null: for good. */
  validYears: count.min(1).max(10).nullable().default(null),
  lessons,
};
const Kept = z.object({ id, version });

export const createClass = command({
  name: 'study.createClass',
  path: '/study/classes',
  access: 'study.teach',
  summary: '开办培训班 / open a class of the own organisation',
  body: z.object(classFields),
  reply: Kept,
});

export const changeClass = command({
  name: 'study.changeClass',
  path: '/study/classes/:id',
  method: 'PUT',
  access: 'study.teach',
  summary: '修改培训班 / change a class',
  params: one,
  body: z.object({ version, ...classFields }),
  reply: Kept,
});

export const cancelClass = command({
  name: 'study.cancelClass',
  path: '/study/classes/:id/cancel',
  access: 'study.teach',
  summary: '取消培训班 / call a class off, before its first roll',
  params: one,
  body: z.object({ version }),
  reply: Kept,
});

export const endClass = command({
  name: 'study.endClass',
  path: '/study/classes/:id/end',
  access: 'study.teach',
  summary: '结业并按出勤发证 / end a class; whoever was there often enough gets the certificate',
  params: one,
  body: z.object({ version }),
  reply: Kept.extend({ certificates: count }),
});

export const callRoll = command({
  name: 'study.callRoll',
  path: '/study/classes/:id/rolls/:lessonId',
  method: 'PUT',
  access: 'study.teach',
  summary: '点名 / who of those enrolled was at a lesson',
  params: z.object({ id, lessonId: id }),
  body: z.object({ present: z.array(id).max(2_000) }),
  reply: z.object({ present: count, absent: count }),
});

export const enrolMember = command({
  name: 'study.enrol',
  path: '/study/classes/:id/people',
  access: 'study.keep',
  summary: '推荐本支部党员参加培训班 / name a member of the own branch for a class',
  params: one,
  body: z.object({ personId: id }),
  reply: z.object({ state: z.enum(enrolmentStates) }),
});

export const withdrawMember = command({
  name: 'study.withdraw',
  path: '/study/classes/:id/people/:personId/withdraw',
  access: 'study.read',
  summary: '退出培训班，空出的名额给等候最久的 / take somebody out of a class; the place goes to who waits longest',
  params: z.object({ id, personId: id }),
  body: z.object({ version }),
  reply: z.object({ state: z.enum(enrolmentStates) }),
});

export const withdrawCertificate = command({
  name: 'study.withdrawCertificate',
  path: '/study/classes/:id/certificates/:certificateId/withdraw',
  access: 'study.teach',
  summary: '撤销证书，说明理由 / withdraw a certificate, with the reason',
  params: z.object({ id, certificateId: id }),
  body: z.object({ version, why: z.string().trim().min(4).max(200) }),
  reply: Kept,
});

/** What the member sees of a class. */
export const OwnClass = z.object({
  ...ClassLine.shape,
  details: z.string(),
  lecturers: z.string(),
  lessons: z.array(Lesson),
  own: Enrolled.pick({ version: true, state: true, present: true, certificate: true }).nullable(),
  can: z.object({ apply: z.boolean(), leave: z.boolean() }),
});
export type OwnClass = z.infer<typeof OwnClass>;

export const ownClasses = query({
  name: 'own.studyClasses',
  path: '/own/study/classes',
  access: 'own.study',
  summary: '我能报名和参加过的培训班，含证书 / classes open to the member, those attended, and certificates',
  reply: z.object({ items: z.array(OwnClass) }),
});

export const applyForClass = command({
  name: 'own.applyForClass',
  path: '/own/study/classes/:id/apply',
  access: 'own.study',
  summary: '本人报名培训班 / the member applies',
  params: one,
  reply: z.object({ state: z.enum(enrolmentStates) }),
});

export const leaveClass = command({
  name: 'own.leaveClass',
  path: '/own/study/classes/:id/leave',
  access: 'own.study',
  summary: '本人退出培训班 / the member leaves a class before it begins',
  params: one,
  body: z.object({ version }),
  reply: z.object({ state: z.enum(enrolmentStates) }),
});
