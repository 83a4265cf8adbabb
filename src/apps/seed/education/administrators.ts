/** 管理员培训: a course with its exam for each role that keeps the platform, in our own words. Both ask what the bank holds. */
import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import type { Content } from '#features/education/courses/content/rules.ts';
import { bodyOf, plantCourse } from '#features/education/courses/factory.ts';
import { everybody, type AudiencePost } from '#features/education/courses/rules.ts';
import { plantExam } from '#features/education/exams/factory.ts';
import type { Stage } from '#features/education/exams/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Filed } from '../organisation-rows.ts';
import type { Desk } from './desk.ts';

export interface AdministratorDesk extends Desk {
  /** The county committee, whose office holds the exams. */
  readonly office: Filed;
  readonly school: Filed;
}

interface Written {
  readonly post: AudiencePost;
  readonly stage: Stage;
  readonly title: string;
  readonly summary: string;
  readonly exam: string;
  /** Chapters of texts: a title, and a line for each paragraph. */
  readonly chapters: readonly { readonly title: string; readonly texts: readonly (readonly [string, ...string[]])[] }[];
  /** What its questions are about, as a pattern over their words. */
  readonly about: string;
}

const care: Written['chapters'][number] = {
  title: '保密和个人信息',
  texts: [
    [
      '哪些不能放上来',
      '本平台是非涉密系统，带密级标志的文件一份也不能传；未公布的人事安排、举报人的身份也不传。',
      '拿不准就不传，先问保密审查员。发现传错了，立即报告，不要自己先删。',
    ],
    [
      '看别人的档案',
      '身份证号、手机号平时只显示一部分。要看全，得写明原因，会留下记录，本人在手机上看得到。',
      '导出名册要写用途；人数多的，请第二个人同意。账号不借给别人：每个动作都记在本人名下。',
    ],
  ],
};

export const administratorCourses: readonly Written[] = [
  {
    post: 'secretary',
    stage: 'secretary',
    title: '管理员培训：党支部书记',
    summary: '支部的平台谁来管、管什么：花名册、会议、诉求，以及哪些事要先通过演练。',
    exam: '管理员考试：党支部书记',
    about: '会议|签到|待办|花名册|支部|诉求|档案',
    chapters: [
      {
        title: '一个支部的平台',
        texts: [
          [
            '书记管什么',
            '支部的花名册、会议、党费、诉求都由本支部自己管。上级看得到办没办、有多少，看不到个人的学习情况和党费数额。',
            '书记不在时，可以把一条待办转给支部委员；要长期有人帮手，请系统管理员给支部委员开账号。',
          ],
          [
            '改错的办法',
            '纪实办结以后只能更正，要写原因，原来的内容保留。党员自己发现档案有错，会在手机上申请更正，由支部办理。',
            '写进花名册的是党组织认定的事实，以志愿书和介绍信为准，不以聊天记录为准。',
          ],
        ],
      },
      {
        title: '答复群众',
        texts: [
          [
            '如实、按期',
            '每件诉求有自己的期限。不予受理、延期都要写明理由，不能拿来代替答复。',
            '“不予受理”和“批准延期”要先通过演练“答复逾期的诉求”才能办：在演练县用真页面办一遍，看数据库里的结果。',
          ],
        ],
      },
      care,
    ],
  },
  {
    post: 'township_worker',
    stage: 'township_worker',
    title: '管理员培训：乡镇党务工作者',
    summary: '把关的人：导入、转接、诉求、公开四件大事，错在哪里容易、怎样看得出来。',
    exam: '管理员考试：乡镇党务工作者',
    about: '导入|介绍信|转|复核|诉求|稿件|公开|档案',
    chapters: [
      {
        title: '导入和转接',
        texts: [
          [
            '导入花名册',
            '导入先看预览，确认以前什么也不写。身份证号校验不过的，对着志愿书改；手头没有原件的，先不导入。',
            '同名、同一天出生、号码不同的，多半是同一个人抄错了号码：并排看，以在册信息为准，不要再建一份。',
            '传错了可以撤销；撤销会保留别人以后的修改，并一条条列出来。',
          ],
          [
            '整建制转出',
            '一个支部随企业迁走，一张单子带走所有人。签发介绍信以前，先问一句：人真的都走吗？',
            '错的单子要拦在签发以前，退回并写原因。停下来不需要演练，签发要先通过“拦下错误的整建制转出”。',
          ],
        ],
      },
      {
        title: '诉求和公开',
        texts: [
          [
            '逾期的诉求',
            '逾期以后最要紧的是如实答复：办了什么、为什么晚。暂停、延期和退回都不会让它变成按期。',
            '转给别的单位，期限接着走；按期办结率按事情算，不按经手的单位算。',
          ],
          [
            '写错了的公开内容',
            '公示只写应当公开的几项。写进了病情、住址、身份证号，先撤下，再改，再走审查。',
            '撤下要写原因，原因留在记录里。只撤错的那一篇，别的照旧公开。',
          ],
        ],
      },
      care,
    ],
  },
  {
    post: 'county_officer',
    stage: 'county_officer',
    title: '管理员培训：县级管理',
    summary: '给组织部工作人员和安全保密管理员：谁有权做什么，例外怎样给，第二个人看什么。',
    exam: '管理员考试：县级管理',
    about: '三员|管理员|账号|导出|审计|第二|规则|密|权限',
    chapters: [
      {
        title: '谁有权做什么',
        texts: [
          [
            '三个管理员，三个人',
            '系统管理员开账号，安全保密管理员给角色，安全审计员看记录，由三个不同的人担任，谁也看不到党员档案。',
            '角色挂在组织上：人走了，角色要当天停。每个组织都要有自己的管理员，“管理员配备”页列出还没有的。',
          ],
          [
            '先演练，后授权',
            '确认导入、整建制转出、不予受理、签发公开，要本人通过相应的演练才能办，到期要重新通过。',
            '新到任来不及演练的，安全保密管理员可以给例外，写明理由和截止日期，最长九十天，不能给自己。',
          ],
        ],
      },
      {
        title: '第二个人',
        texts: [
          [
            '复核看什么',
            '一次改动很多档案、一次导出很多人，要第二个人同意。看三样：理由说不说得通，人数对不对，名单里有没有不该有的。',
            '复核不是盖章。看不明白就退回，写上哪里不明白。',
          ],
        ],
      },
      care,
    ],
  },
  {
    post: 'committee',
    stage: 'organisation_member',
    title: '管理员培训：支部委员和帮手',
    summary: '帮书记安排会议、点名、登记纸质答卷和代填诉求：怎么帮，帮到哪里为止。',
    exam: '管理员考试：支部委员和帮手',
    about: '会议|签到|点名|手机|代|网络|诉求|查询码',
    chapters: [
      {
        title: '帮手能做什么',
        texts: [
          [
            '会议的帮手',
            '支部委员可以安排会议、点名、写纪实；办结由书记。没有信号的地方先带到本机，回来自动发送，同一件事只算一次。',
            '不用手机的老同志，点姓名或者代登记，写上原因，效力和扫码一样。',
          ],
          [
            '替别人填',
            '代填诉求、录入纸质答卷，照原话、照卷面，不替人改，不替人答。查询码当面交给本人，自己不留。',
            '帮完就退出账号，不替别人保管密码。',
          ],
        ],
      },
      care,
    ],
  },
];

const asked = { quiz: 10, exam: 15 } as const;

interface Questions {
  /** Choices alone: who guesses does not pass. */
  readonly quiz: readonly string[];
  readonly exam: readonly string[];
}

/** Published questions about the role's matters, then others of the platform and of secrecy: the same each time. */
const questionsFor = async (tx: Tx, about: string): Promise<Questions> => {
  const rows = await tx
    .selectFrom('bank_item')
    .where('state', '=', 'published')
    .where('category_code', 'in', ['platform', 'secrecy'])
    .where('kind', 'in', ['single', 'multiple', 'judge'])
    .orderBy(sql`(category_code = 'platform' and stem ~ ${about}) desc`)
    .orderBy(sql`stem ~ ${about} desc`)
    .orderBy('id')
    .select(['id', 'kind'])
    .execute();
  const quiz = rows
    .filter(({ kind }) => kind !== 'judge')
    .slice(0, asked.quiz)
    .map(({ id }) => id);
  const exam = rows.filter(({ id }) => !quiz.includes(id)).slice(0, asked.exam);
  return { quiz, exam: exam.map(({ id }) => id) };
};

const contentOf = ({ chapters }: Written, items: readonly string[]): Content => ({
  chapters: [
    ...chapters.map(({ title, texts }) => ({
      id: newId(),
      title,
      units: texts.map(([head, ...lines]) => ({
        id: newId(),
        kind: 'text' as const,
        title: head,
        body: bodyOf(...lines),
      })),
    })),
    {
      id: newId(),
      title: '考考自己',
      units: [{ id: newId(), kind: 'quiz' as const, title: '自测', items: [...items], ask: 6, pass: 5 }],
    },
  ],
});

/** Nothing where the bank asks too little. */
export const putAdministratorCourses = async ({
  tx,
  county,
  today,
  office,
  school,
}: AdministratorDesk): Promise<void> => {
  for (const written of administratorCourses) {
    const { quiz, exam } = await questionsFor(tx, written.about);
    if (quiz.length < asked.quiz || exam.length < asked.exam) return;
    const { post, stage, title, summary } = written;
    await plantCourse(tx, county, {
      unit: { id: school.id, path: school.path, type: school.seed.type },
      title,
      summary,
      topics: ['platform'],
      content: contentOf(written, quiz),
      state: 'published',
      audience: { ...everybody, posts: [post] },
      hours: 2,
      writer: '县委党校教师',
    });
    await plantExam(tx, {
      unit: office,
      title: written.exam,
      kind: 'check',
      stages: [stage],
      opensAt: `${addDays(today, -10)}T00:00:00Z`,
      closesAt: `${addDays(today, 170)}T12:00:00Z`,
      minutes: 30,
      attempts: 3,
      items: exam.map((id) => ({ id })),
    });
  }
};
