/** What the papers about dues say, in Chinese, since they are papers of the Party. */
import type { z } from 'zod';
import { formatDay, formatMonth } from '#shared/format.ts';
import type { Block } from '#shared/letter.ts';
import type { DuesBase, ByQuarter, Payment } from '../contract.ts';
import type { DuesPeriod, Publication, Totals } from '../ledger/contract.ts';
import { duesUses, type DuesUse } from '../ledger/rules.ts';
import { duesCodes } from '../messages.ts';
import { daysOf, type Relief } from '../rules.ts';

const text = (words: string): Block => ({ kind: 'text', text: words });
const heading = (words: string): Block => ({ kind: 'heading', text: words });
const day = (iso: string): string => formatDay('zh', iso);
const inYuan = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const yuan = (fen: number): string => inYuan.format(fen / 100);

const quarterNames = ['一', '二', '三', '四'] as const;
/** 2026年度, 2026年第三季度 */
export const periodName = ({ year, quarter }: DuesPeriod): string =>
  quarter === undefined ? `${year}年度` : `${year}年第${quarterNames[quarter - 1] ?? ''}季度`;

const quarterIn = (day: string): number => Math.ceil(Number(day.slice(5, 7)) / 3);
/** 2026年第三季度, 2026年第一季度至第三季度, 2026年度: by its first and its last day. */
export const spanName = ({ from, until }: { readonly from: string; readonly until: string }): string => {
  const [first, last] = [from, until].map((day) => ({ year: Number(day.slice(0, 4)), quarter: quarterIn(day) }));
  if (first === undefined || last === undefined) return '';
  if (first.year !== last.year) return `${periodName(first)}至${periodName(last)}`;
  if (first.quarter === last.quarter) return periodName(first);
  if (daysOf({ year: first.year }).to === until && first.quarter === 1) return periodName({ year: first.year });
  return `${periodName(first)}至第${quarterNames[last.quarter - 1] ?? ''}季度`;
};

const useNames: Readonly<Record<DuesUse, string>> = {
  training: '培训党员',
  materials: '订阅、购买党员教育的报刊、资料、音像制品和设备',
  commendation: '表彰先进基层党组织、优秀共产党员和优秀党务工作者',
  hardship: '补助生活困难的党员',
  disaster: '补助遭受严重自然灾害的党员，修缮因灾受损的基层党员教育设施',
};

type Line = readonly [section: string, what: string, fen: number];
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** One table, so that the paper is one page to hang up. */
const linesOf = ({ income, uses, ...totals }: z.input<typeof Totals>): readonly Line[] => {
  const received: readonly Line[] = [
    ['收入', '党费（含自愿多交）', income.dues],
    ['收入', '上级下拨', income.allocation],
    ['收入', '利息', income.interest],
  ];
  const used = duesUses.map((use): Line => ['使用', useNames[use], uses[use]]);
  const all = (lines: readonly Line[]): number => sum(lines.map(([, , fen]) => fen));
  return [
    ['结存', '期初结存', totals.openingFen],
    ...received,
    ['收入', '本期收入合计', all(received)],
    ...used,
    ['使用', '本期使用合计', all(used)],
    ['上缴', '上缴上级党组织', totals.remittedFen],
    ['结存', '期末结存', totals.closingFen],
  ];
};

interface Published {
  readonly organisation: string;
  readonly title: string;
  readonly publication: z.input<typeof Publication>;
}

/** 更正: what has come since into days that were published before. A sum with dues in it would tell somebody's amount. */
const lateLines = ({ lines, fen }: z.input<typeof Publication>['late']): Block[] =>
  lines === 0
    ? []
    : [
        text(
          `以上含对以前公示的更正${lines}笔（公示后补登的账目）${fen === null ? '，不单列金额，以免显出个人数额' : `，影响结存${yuan(fen)}元`}。以前的公示数字不变。`,
        ),
      ];

/** 党费收缴使用公示: totals, nobody's name and nobody's amount. */
export const statementBlocks = ({ organisation, title, publication }: Published): Block[] => [
  { kind: 'title', text: organisation },
  { kind: 'title', text: `${title}党费收缴使用情况公示` },
  { kind: 'plain', text: '' },
  text(`现将${day(publication.from)}至${day(publication.until)}本支部党费收缴、使用情况公示如下：`),
  {
    kind: 'table',
    widths: [2, 11, 4],
    head: ['类别', '项目', '金额（元）'],
    rows: linesOf(publication.totals).map(([section, what, fen]) => [section, what, yuan(fen)]),
  },
  text('只列合计，不列个人数额。代收的大额自愿党费全额上缴，另账管理，未计入以上各项。'),
  ...lateLines(publication.late),
  { kind: 'right', text: `${organisation}　　` },
  { kind: 'right', text: `${day(publication.publishedOn)}　　` },
];

export interface OwnPaper {
  readonly name: string;
  readonly branchName: string;
  readonly period: DuesPeriod;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly base: z.input<typeof DuesBase> | null;
  readonly byQuarter: z.input<typeof ByQuarter> | null;
  readonly reliefs: readonly Relief[];
  readonly payments: readonly z.input<typeof Payment>[];
  readonly paidTo: string | null;
  readonly unpaid: readonly string[];
  readonly owedFen: number;
}

const months = (from: string, to: string): string =>
  from === to ? formatMonth('zh', from) : `${formatMonth('zh', from)}至${formatMonth('zh', to)}`;

const spanOf = ({ purpose, fromMonth, toMonth }: OwnPaper['payments'][number]): string => {
  if (fromMonth === null || toMonth === null) return duesCodes[`purpose_${purpose}`][0];
  const [from, to] = [fromMonth.slice(0, 7), toMonth.slice(0, 7)];
  return from === to ? from : `${from}至${to}`;
};

const paidTable = (payments: OwnPaper['payments']): Block => ({
  kind: 'table',
  widths: [11, 10, 16, 10, 6, 12],
  head: ['收据号', '交纳日期', '所属月份', '金额（元）', '方式', '收款支部'],
  rows: payments.map((one) => [
    one.voidedAt === null ? one.receipt : `${one.receipt}\n（已作废）`,
    one.paidOn,
    spanOf(one),
    yuan(one.amountFen),
    duesCodes[`method_${one.method}`][0],
    one.branchName,
  ]),
});

const standardLines = ({ base, byQuarter, reliefs, period }: OwnPaper): Block[] => [
  text(
    base === null
      ? `${period.year}年交纳标准：尚未核定。`
      : `${period.year}年交纳标准：${duesCodes[`kind_${base.kind}`][0]}，每月${yuan(base.monthlyFen)}元（${base.basis}）。`,
  ),
  text(
    byQuarter?.holds === true
      ? `交纳方式：按季。支部同意自${day(byQuarter.fromOn)}起每季度交纳一次（${byQuarter.reason}；登记人：${byQuarter.recorder}）。`
      : '交纳方式：按月。',
  ),
  ...reliefs.map((one) =>
    text(
      `${months(one.from, one.to)}经批准${one.monthlyFen === 0 ? '免交党费' : `少交，每月${yuan(one.monthlyFen)}元`}。`,
    ),
  ),
];

/** 本人党费明细: for the member alone. */
export const ownBlocks = (paper: OwnPaper): Block[] => {
  const { name, branchName, period, from, to, on, payments, paidTo, unpaid, owedFen } = paper;
  const valid = payments.filter(({ voidedAt }) => voidedAt === null);
  return [
    { kind: 'title', text: '党员交纳党费明细' },
    { kind: 'title', text: periodName(period) },
    { kind: 'plain', text: '' },
    text(`姓名：${name}`),
    text(`所在党支部：${branchName}`),
    ...standardLines(paper),
    heading(`一、${day(from)}至${day(to)}交纳记录`),
    ...(payments.length === 0 ? [text('没有交纳记录。')] : [paidTable(payments)]),
    text(`合计${valid.length}笔，${yuan(sum(valid.map(({ amountFen }) => amountFen)))}元。`),
    heading(`二、截至${day(on)}`),
    text(
      `${paidTo === null ? '尚无交清的月份' : `已交至${formatMonth('zh', paidTo)}`}；${
        unpaid.length === 0 ? '没有欠交' : `欠交${unpaid.length}个月，${yuan(owedFen)}元`
      }。`,
    ),
    text('本明细供本人查阅，不作收据使用。'),
    { kind: 'right', text: `${day(on)}　　` },
  ];
};
