import { destinations } from './addresses.ts';
import { addYears, civil, dayNumber, dayText, type DayNumber } from './calendar.ts';
import { givenName } from './names.ts';
import type { Random } from './random.ts';
import { demoShares } from './shares.ts';
import type {
  FamilySeed,
  HardshipSeed,
  LostContactSeed,
  OutflowSeed,
  RewardSeed,
  SanctionSeed,
  TrainingSeed,
} from './shapes.ts';

/** What the child records of one member depend on. */
export interface RecordContext {
  readonly chance: Random;
  readonly today: DayNumber;
  readonly born: DayNumber;
  readonly age: number;
  readonly sex: '1' | '2';
  readonly name: string;
  readonly marital: string;
  readonly joined: DayNumber;
  readonly full: DayNumber | null;
  readonly isOfficer: boolean;
  /** Holds the first seat of the branch. */
  readonly isSecretary: boolean;
  readonly isRich: boolean;
  readonly isRural: boolean;
  /** 中共永嘉县枫林镇委员会. */
  readonly superior: string;
}

const none: readonly never[] = [];

const dayBetween = (chance: Random, from: DayNumber, to: DayNumber): DayNumber =>
  chance.whole(from, Math.max(from, to));

/** The medal was first given on 2021-07-01 to everyone with fifty years as a full member. */
const fiftyYears = (context: RecordContext): RewardSeed[] => {
  if (context.full === null) return [];
  const reached = addYears(context.full, 50);
  const { year } = civil(reached);
  const granted = Math.max(dayNumber(2021, 7, 1), dayNumber(reached > dayNumber(year, 7, 1) ? year + 1 : year, 7, 1));
  if (granted > context.today) return [];
  const title = '“光荣在党50年”纪念章';
  return [{ kind: 'fifty_years', title, grantedBy: '中共中央', grantedOn: dayText(granted) }];
};

const rewardKinds = [
  ['outstanding_member', '优秀共产党员'],
  ['outstanding_member', '全县优秀共产党员'],
  ['outstanding_worker', '全县优秀党务工作者'],
  ['commendation', '年度考核嘉奖'],
] as const;

/** Rewards on 1 July of some year after the member joined. */
export const rewardsOf = (context: RecordContext): readonly RewardSeed[] => {
  const { chance } = context;
  const medal = fiftyYears(context);
  const count = context.isRich ? 2 : chance.chance(context.isOfficer ? 0.2 : 0.05) ? 1 : 0;
  if (count === 0) return medal.length > 0 ? medal : none;
  const from = Math.max(civil(context.joined).year + 2, 2006);
  const to = civil(context.today).year - 1;
  if (from > to) return medal.length > 0 ? medal : none;
  const choice = context.isOfficer || context.isRich ? rewardKinds : rewardKinds.slice(0, 2);
  const first = chance.whole(0, choice.length - 1);
  const given = Array.from({ length: count }, (_, index): RewardSeed => {
    const [kind, title] = choice[(first + index) % choice.length] ?? rewardKinds[0];
    const grantedBy = title.startsWith('全县') ? '中共永嘉县委' : context.superior;
    return { kind, title, grantedBy, grantedOn: dayText(dayNumber(chance.whole(from, to), 7, 1)) };
  });
  return [...medal, ...given];
};

const sanctionKinds = [
  ['warning', 1],
  ['warning', 1],
  ['serious_warning', 1.5],
  ['removed_from_post', 2],
  ['watched', 2],
] as const;

/** A sanction of the last eight years; it stops to weigh after one, one and a half or two years (DISP24). */
export const sanctionsOf = (context: RecordContext): readonly SanctionSeed[] => {
  const { chance } = context;
  if (context.isOfficer || context.isRich || context.full === null || !chance.chance(demoShares.sanction)) return none;
  const from = Math.max(context.full + 200, context.today - 8 * 365);
  if (from >= context.today - 30) return none;
  const [kind, years] = chance.pick(sanctionKinds);
  const decided = dayBetween(chance, from, context.today - 30);
  return [
    {
      kind,
      decidedBy: '中共永嘉县纪律检查委员会',
      decidedOn: dayText(decided),
      effectiveUntil: dayText(decided + Math.round(years * 365)),
    },
  ];
};

const politics = ['群众', '群众', '群众', '中共党员'] as const;
const works = ['务农', '个体经营', '企业职工', '教师', '医务人员', '在外经商', '自由职业'] as const;

const relative = (
  context: RecordContext,
  relation: string,
  sex: '1' | '2',
  born: DayNumber,
  surname: string,
): FamilySeed => {
  const { chance } = context;
  const years = Math.floor((context.today - born) / 365.25);
  return {
    relation,
    name: surname + givenName(chance, sex, civil(born).year),
    birthDate: dayText(born),
    politics: years < 28 ? chance.pick(['群众', years < 14 ? '群众' : '共青团员']) : chance.pick(politics),
    work: years < 22 ? (years < 6 ? '学龄前' : '学生') : years > 65 ? '退休' : chance.pick(works),
  };
};

const surnameOf = (name: string): string =>
  name.length >= 3 && /^(欧阳|司马|诸葛|上官|夏侯|尉迟)/.test(name) ? name.slice(0, 2) : name.slice(0, 1);

const spousesSurnames = ['陈', '林', '王', '李', '金', '徐', '郑', '叶', '胡', '谢', '周', '吴'] as const;

/** Spouse and children of the married, parents of the young. */
export const familyOf = (context: RecordContext): readonly FamilySeed[] => {
  const { chance } = context;
  if (!context.isRich && !chance.chance(0.4)) return none;
  const own = surnameOf(context.name);
  const other = chance.pick(spousesSurnames);
  const isMan = context.sex === '1';
  const family: FamilySeed[] = [];
  if (context.marital === '20') {
    const born = context.born + chance.whole(-1400, 1400);
    family.push(relative(context, isMan ? '12' : '11', isMan ? '2' : '1', born, other));
  }
  const children = context.marital === '10' || context.age < 28 ? 0 : chance.whole(context.isRich ? 1 : 0, 2);
  for (let child = 0; child < children; child += 1) {
    const born = Math.min(addYears(context.born, chance.whole(23, 29)) + child * 900, context.today - 40);
    const sex = chance.chance(0.51) ? '1' : '2';
    family.push(relative(context, sex === '1' ? '20' : '30', sex, born, isMan ? own : other));
  }
  if (context.age < 32) family.push(relative(context, '51', '1', addYears(context.born, -chance.whole(23, 32)), own));
  return family;
};

const hardshipKinds = [
  'illness',
  'illness',
  'disability',
  'minimum_living',
  'alone',
  'study_costs',
  'no_income',
  'disaster',
] as const;

export const hardshipsOf = (context: RecordContext): readonly HardshipSeed[] => {
  const { chance } = context;
  const share = demoShares.hardship * (context.isRural ? 1.1 : 0.4) * (context.age >= 65 ? 1.9 : 0.8);
  if (context.isRich || context.isOfficer || !chance.chance(share)) return none;
  const kind = chance.pick(hardshipKinds);
  if (kind === 'alone' && context.age < 65) return none;
  const since = context.today - chance.whole(60, 2400);
  const ended = chance.chance(0.25);
  return [
    { kind, since: dayText(since), until: ended ? dayText(dayBetween(chance, since + 30, context.today - 1)) : null },
  ];
};

type Training = readonly [kind: string, title: string, hours: number];

const forEverybody: readonly Training[] = [
  ['rotation', '党员冬训集中轮训', 8],
  ['party_lesson', '党支部书记讲党课', 2],
  ['on_site', '红十三军旧址现场教学', 4],
  ['online', '党员网络学习专题班', 8],
];
const forVillagers: Training = ['vocational', '农村实用技术培训', 16];
const forCommittees: Training = ['administrator', '党务信息化管理员培训', 6];
const forSecretaries: Training = ['party_school', '党支部书记集中轮训班', 24];

/** Each course once, and those of an office only to who holds it. */
export const trainingsOf = (context: RecordContext): readonly TrainingSeed[] => {
  const { chance } = context;
  const count = context.isRich ? 4 : chance.chance(context.isOfficer ? 0.85 : 0.35) ? chance.whole(1, 2) : 0;
  if (count === 0) return none;
  const open = [
    ...forEverybody,
    ...(context.isRural ? [forVillagers] : []),
    ...(context.isOfficer ? [forCommittees] : []),
    ...(context.isSecretary ? [forSecretaries] : []),
  ];
  return Array.from({ length: count }, (): TrainingSeed => {
    const chosen = chance.pick(open);
    open.splice(open.indexOf(chosen), 1);
    const [kind, title, hours] = chosen;
    const from = dayBetween(chance, Math.max(context.joined, context.today - 3 * 365), context.today - 10);
    const organiser = hours >= 16 ? '中共永嘉县委党校' : context.superior;
    return { kind, title, organiser, fromOn: dayText(from), toOn: dayText(from + Math.ceil(hours / 8) - 1), hours };
  });
};

const outflowReasons = [
  'work',
  'work',
  'work',
  'work',
  'work',
  'study',
  'family',
  'unemployed',
  'abroad',
  'other',
] as const;

/** Away for six months at least (domain 4.10). */
export const outflowsOf = (context: RecordContext): readonly OutflowSeed[] => {
  const { chance } = context;
  const from = dayBetween(chance, Math.max(context.joined, context.today - 12 * 365), context.today - 200);
  const reason = context.age >= 60 ? 'family' : context.age > 30 ? 'work' : chance.pick(outflowReasons);
  const place =
    reason === 'abroad' ? chance.pick(['意大利普拉托', '法国巴黎', '西班牙马德里']) : chance.pick(destinations);
  const contactPerson = chance.pick(spousesSurnames) + givenName(chance, '1', 1975);
  const lastContactOn = dayText(context.today - chance.whole(3, 170));
  return [{ fromOn: dayText(from), toOn: null, place, reason, contactPerson, lastContactOn }];
};

export const lostContactOf = (context: RecordContext): LostContactSeed => ({
  fromOn: dayText(dayBetween(context.chance, Math.max(context.joined, context.today - 4 * 365), context.today - 100)),
  kind: context.chance.pick(['1', '1', '1', '2', '3', '4', '5', '6', '7']),
  searched: '走访户籍地亲属、电话联系及向公安机关协查，均未取得联系',
});
