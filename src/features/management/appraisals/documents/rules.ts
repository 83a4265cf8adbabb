/** What the papers say: the secret form and the report upward, in Chinese, since they are papers of the Party. */
import type { z } from 'zod';
import { formatDay } from '#shared/format.ts';
import type { Block } from '#shared/letter.ts';
import type { Appraisal } from '../contract.ts';
import { measures } from '../follow/rules.ts';
import { grades, type Grade } from '../rules.ts';

export type Paper = z.input<typeof Appraisal>;

const gradeNames: Readonly<Record<Grade, string>> = {
  excellent: '优秀',
  qualified: '合格',
  basic: '基本合格',
  unqualified: '不合格',
};
const measureNames: Readonly<Record<(typeof measures)[number], string>> = {
  correct: '限期改正',
  persuade: '劝其退党',
  remove: '除名',
  none: '核实后不予处置',
};

const text = (words: string): Block => ({ kind: 'text', text: words });
const heading = (words: string): Block => ({ kind: 'heading', text: words });
const day = (iso: string | null): string => (iso === null ? '—' : formatDay('zh', iso));

/**
 * 民主测评表. Every copy is the same: no number, no name of a voter, no line to sign. The names stand by strokes.
 */
export const formBlocks = ({ organisation, year, people, most }: Paper): Block[] => [
  { kind: 'title', text: `${year}年度民主评议党员测评表` },
  { kind: 'plain', text: '' },
  text(organisation.name),
  {
    kind: 'table',
    widths: [1, 3, 2, 2, 2, 2],
    head: ['序号', '姓名', ...grades.map((grade) => gradeNames[grade])],
    rows: people.filter(({ part }) => part === 'graded').map(({ name }, at) => [String(at + 1), name, '', '', '', '']),
    tall: true,
  },
  text(
    `填写说明：在每名党员的一个等次栏内画“○”，每行只选一项；优秀不超过${most}名。本表不记名，请勿署名或作任何标记。`,
  ),
];

const countLine = ({ counts, grades: given }: Paper): string =>
  `参加评定等次的正式党员${counts.graded}名，参加评议、不评定等次的预备党员${counts.ungraded}名，按规定不参加评议${counts.excused}名。` +
  `评定为${grades.map((grade) => `${gradeNames[grade]}${given[grade]}名`).join('、')}。`;

const testLine = ({ tally, testedOn }: Paper): string =>
  tally === null
    ? ''
    : `${day(testedOn)}进行民主测评，发出测评表${tally.issued ?? 0}份，收回${tally.returned ?? 0}份，其中有效${tally.valid ?? 0}份、无效${tally.invalid ?? 0}份。测评统计由两人分别录入，结果一致。`;

const followLines = ({ people }: Paper): Block[] => {
  const basic = people.filter(({ grade }) => grade === 'basic');
  const poor = people.filter(({ grade }) => grade === 'unqualified');
  const decided = (measure: (typeof measures)[number]): number =>
    poor.filter(({ followUp }) => followUp?.measure === measure).length;
  const named = measures.filter((measure) => decided(measure) > 0);
  const spoken = basic.filter(({ talkOn }) => talkOn != null).length;
  return [
    ...(basic.length > 0 ? [text(`基本合格党员${basic.length}名，已进行教育谈话${spoken}名。`)] : []),
    ...(poor.length > 0
      ? [
          text(
            `不合格党员${poor.length}名，${
              named.length === 0
                ? '正在调查核实，尚未作出组织处置决定'
                : named.map((measure) => `${measureNames[measure]}${decided(measure)}名`).join('、')
            }。`,
          ),
        ]
      : []),
    ...(basic.length + poor.length === 0 ? [text('没有基本合格、不合格党员。')] : []),
  ];
};

/** 评议情况报告: numbers, nobody's name. */
export const reportBlocks = (paper: Paper): Block[] => {
  const { organisation, year, studiedOn, mutualOn, mutualForm, decidedBy, decidedOn, counts, closedOn } = paper;
  const form = mutualForm === 'groups' ? '分党小组' : '在会议上';
  const decider = decidedBy === 'members_meeting' ? '支部党员大会' : '支部委员会';
  return [
    { kind: 'title', text: organisation.name },
    { kind: 'title', text: `关于${year}年度民主评议党员情况的报告` },
    { kind: 'plain', text: '' },
    heading('一、组织开展情况'),
    text(
      `${day(studiedOn)}组织集中学习；党员${counts.selfWritten}名撰写个人自评；${day(mutualOn)}${form}开展党员互评。${testLine(paper)}`,
    ),
    heading('二、评定结果'),
    text(`${day(decidedOn)}，${decider}综合评定等次。${countLine(paper)}`),
    heading('三、反馈和后续工作'),
    text(
      `评定等次已向本人反馈${counts.told}名，已表示认可${counts.responded - counts.objected}名，提出意见${counts.objected}名。`,
    ),
    ...followLines(paper),
    { kind: 'plain', text: '' },
    { kind: 'right', text: `${organisation.name}　　` },
    { kind: 'right', text: `${closedOn === null ? '　　年　　月　　日' : day(closedOn)}　　` },
  ];
};
