/** What papers a case owes, and what is written into them. Pure. */
import { addMonths, addYears } from '#shared/days.ts';
import type { CaseVotes, Day, Outcome, StepId } from '../steps.ts';
import { articleOfArchive, paperIds, papers, type PaperId } from './packs/papers.ts';
import { places, rowPlaces, type Place, type RowName } from './packs/places.ts';

export const knownPlaces = { texts: [...places], rows: rowPlaces };

/** A fact of a case as papers need it. */
export interface PaperFact {
  readonly step: StepId;
  readonly on: Day;
  readonly until: Day | null;
  readonly outcome: Outcome;
  readonly hours: number | null;
  readonly days: number | null;
  readonly months: number | null;
  readonly votes: CaseVotes | null;
  readonly names: readonly string[];
  readonly concludedBy: string | null;
  readonly note: string | null;
}

export interface KeptPaper {
  readonly paper: PaperId;
  readonly on: Day;
  readonly place: string | null;
  readonly scanned: boolean;
}

export interface PaperCase {
  readonly name: string;
  readonly sex: string;
  readonly ethnicity: string;
  readonly born: Day | null;
  readonly branch: string;
  readonly committee: string;
  readonly county: string;
  readonly today: Day;
  readonly facts: readonly PaperFact[];
  readonly kept: readonly KeptPaper[];
}

export interface Missing {
  readonly paper: PaperId;
  readonly article: number;
  readonly archiveArticle: number;
  /** Named in Article 36 itself. */
  readonly named: boolean;
}

const isReached = (outcome: Outcome): boolean => outcome === 'done' || outcome === 'passed';

/** Whether the steps taken so far leave this paper behind. */
export const isDue = (paper: PaperId, facts: readonly PaperFact[]): boolean => {
  const { step, since } = papers[paper];
  return facts.some(
    (fact) => fact.step === step && isReached(fact.outcome) && (since === undefined || fact.on >= since),
  );
};

/** What ought to be there by Article 36 and is not, in the order of the pipeline. The list of the archive itself is not looked for. */
export const missingPapers = (
  facts: readonly PaperFact[],
  kept: readonly Pick<KeptPaper, 'paper'>[],
): readonly Missing[] =>
  paperIds
    .filter((paper) => paper !== 'archiveList' && isDue(paper, facts) && !kept.some((one) => one.paper === paper))
    .map((paper) => ({
      paper,
      article: papers[paper].article,
      archiveArticle: articleOfArchive,
      named: papers[paper].named === true,
    }));

/** A line to write on by hand. */
export const blank = '＿＿＿＿';

export const chineseDay = (day: Day | null | undefined): string => {
  if (day === null || day === undefined) return blank;
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};

const words = (text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? blank : text;
const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? blank : String(value);
const named = (names: readonly string[] | undefined): string => words(names?.join('、'));

const admitted: Readonly<Partial<Record<Outcome, string>>> = {
  done: '同意接收为中共预备党员。',
  passed: '同意接收为中共预备党员。',
  refused: '不同意接收为中共预备党员。',
};
const converted = (fact: PaperFact | undefined): string => {
  if (fact === undefined) return blank;
  if (fact.outcome === 'extended') return `延长预备期${fact.months ?? blank}个月。`;
  if (fact.outcome === 'cancelled') return '取消预备党员资格。';
  return fact.outcome === 'refused' ? '不同意转为中共正式党员。' : '同意按期转为中共正式党员。';
};

const inspected = (facts: readonly PaperFact[], step: StepId) =>
  facts
    .filter((fact) => fact.step === step)
    .map((fact, at) => ({
      序号: String(at + 1),
      考察日期: chineseDay(fact.on),
      考察意见: words(fact.note),
      考察人: named(fact.names),
    }));

const probationEnd = (facts: readonly PaperFact[], begins: Day | undefined): Day | undefined => {
  if (begins === undefined) return undefined;
  const extended = facts.find(({ step, outcome }) => step === 'conversionMeeting' && outcome === 'extended');
  return addMonths(addYears(begins, 1), extended?.months ?? 0);
};

const voted = (prefix: '' | '转正', votes: CaseVotes | null | undefined): Record<string, string> => ({
  [`${prefix}应到`]: number(votes?.entitled),
  [`${prefix}实到`]: number(votes?.present),
  [`${prefix}赞成`]: number(votes?.yes),
  [`${prefix}反对`]: number(votes?.no),
  [`${prefix}弃权`]: number(votes?.abstain),
  [`${prefix}书面意见`]: number(votes?.writtenOpinions),
});

const textsOf = (one: PaperCase): Record<Place, string> => {
  const of = (step: StepId): PaperFact | undefined => one.facts.findLast((fact) => fact.step === step);
  const on = (step: StepId): string => chineseDay(of(step)?.on);
  const meeting = of('admissionMeeting');
  const begins = meeting !== undefined && isReached(meeting.outcome) ? meeting.on : undefined;
  const [consent, training, conversion] = [of('candidateConsent'), of('training'), of('conversionMeeting')];
  const texts: Partial<Record<Place, string>> = {
    姓名: one.name,
    性别: words(one.sex),
    民族: words(one.ethnicity),
    出生日期: chineseDay(one.born),
    党支部: one.branch,
    上级党委: words(one.committee),
    县委: words(one.county),
    今日: chineseDay(one.today),
    申请日期: on('application'),
    谈话日期: on('talk'),
    谈话人: named(of('talk')?.names),
    谈话情况: words(of('talk')?.note),
    积极分子日期: on('activist'),
    推荐情况: words(of('activist')?.note),
    备案日期: on('activistFiling'),
    培养联系人: named(of('contacts')?.names),
    发展对象日期: on('candidate'),
    讨论情况: words(of('candidate')?.note),
    同意日期: on('candidateConsent'),
    公示开始: chineseDay(consent?.on),
    公示结束: chineseDay(consent?.until),
    公示情况: words(consent?.note),
    入党介绍人: named(of('introducers')?.names),
    政审日期: on('vetting'),
    政审结论: words(of('vetting')?.note),
    政审结论人: words(of('vetting')?.concludedBy),
    培训开始: chineseDay(training?.on),
    培训结束: chineseDay(training?.until ?? training?.on),
    培训天数: number(training?.days),
    培训学时: number(training?.hours),
    支委会日期: on('committeeReview'),
    支委会意见: words(of('committeeReview')?.note),
    预审日期: on('precheck'),
    预审意见: words(of('precheck')?.note),
    志愿书日期: on('applicationBook'),
    大会日期: on('admissionMeeting'),
    大会结果: meeting === undefined ? blank : (admitted[meeting.outcome] ?? blank),
    派人谈话日期: on('superiorTalk'),
    派谈人: named(of('superiorTalk')?.names),
    派谈意见: words(of('superiorTalk')?.note),
    审批日期: on('approval'),
    审批意见: admitted[of('approval')?.outcome ?? 'extended'] ?? blank,
    预备期起: chineseDay(begins),
    预备期止: chineseDay(probationEnd(one.facts, begins)),
    上报备案日期: on('filing'),
    编入日期: on('assignment'),
    宣誓日期: on('oath'),
    转正申请日期: on('conversionRequest'),
    转正大会日期: on('conversionMeeting'),
    转正结果: converted(conversion),
    转正审批日期: on('conversionApproval'),
    转正审批结果: converted(of('conversionApproval')),
    ...voted('', meeting?.votes),
    ...voted('转正', conversion?.votes),
  };
  return Object.fromEntries(places.map((place) => [place, texts[place] ?? blank])) as Record<Place, string>;
};

const rowsOf = (one: PaperCase): Record<RowName, Record<string, string>[]> => ({
  考察: inspected(one.facts, 'cultivation'),
  预备期考察: inspected(one.facts, 'probationInspection'),
  材料: one.kept.map((kept, at) => ({
    序号: String(at + 1),
    材料名称: papers[kept.paper].title[0],
    材料日期: chineseDay(kept.on),
    原件存放: words(kept.place),
    电子件: kept.scanned ? '有' : '无',
  })),
  缺少: missingPapers(one.facts, one.kept).map(({ paper, article, archiveArticle, named: isNamed }, at) => ({
    序号: String(at + 1),
    材料名称: papers[paper].title[0],
    依据: `细则第${article}条；第${archiveArticle}条${isNamed ? '列明' : '有关材料'}`,
  })),
});

/** Everything that a form may ask for. */
export const valuesOf = (one: PaperCase) => ({ texts: textsOf(one), rows: rowsOf(one) });
