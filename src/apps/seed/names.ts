import { type Random, type Weighted, weighted } from './random.ts';

type Sex = '1' | '2';

/** Shares in the manner of southern Zhejiang, in thousandths: 陈 leads, 林 and 王 follow, then families of the Nanxi valley. */
const surnameShares =
  '陈 96,林 46,王 44,李 42,张 38,黄 36,徐 34,金 34,吴 30,周 30,郑 29,潘 28,叶 26,胡 25,朱 24,谢 24,杨 22,戴 21,刘 20,谷 19,' +
  '邵 18,麻 17,汪 16,夏 14,孙 14,蒋 13,董 12,项 12,赵 12,柯 12,厉 12,滕 11,季 11,葛 10,卢 10,余 10,何 10,虞 9,木 9,' +
  '诸 8,瞿 8,缪 8,施 8,单 7,翁 7,尤 6,应 6,曾 6,高 6,全 6,郭 5,仇 5,解 4,盛 4,鲍 4,苏 4,章 4,温 4,倪 3,廖 3,查 2,娄 2,' +
  '欧阳 2,司马 1,诸葛 1,上官 1,夏侯 1,尉迟 1';

const surnames = surnameShares.split(',').map((entry): readonly [string, number] => {
  const [name = '', weight = '0'] = entry.split(' ');
  return [name, Number(weight)];
});
const anySurname = weighted(surnames);
const sheSurname = weighted([
  ['蓝', 45],
  ['雷', 30],
  ['钟', 25],
]);

/** First and second characters of given names, by sex and by generation. */
interface GivenNames {
  readonly first: string;
  readonly second: string;
  readonly single: number;
}

const generations: Readonly<Record<Sex, readonly GivenNames[]>> = {
  '1': [
    {
      first: '德永正国文仁光宝松茂贤进元荣志昌岩兴云成',
      second: '法清土林水生福木余弟银根考钦华昌寿义银昆',
      single: 0.04,
    },
    {
      first: '建国志光永文国加云学克庆立万胜锡卫爱岳金',
      second: '华平明民光荣忠军强敏武海东林龙弟生余良清',
      single: 0.08,
    },
    {
      first: '建晓海伟志剑国永少旭小振向锡光德胜文世良',
      second: '勇伟峰军平华锋斌东敏波晓杰克胜武飞宇雷辉',
      single: 0.22,
    },
    {
      first: '俊浩宇子嘉泽晨家智鹏凯博振一思星瑞圣彬温',
      second: '豪杰轩宇涛鹏翔浩凯瀚晨伟磊哲凡恺楠超龙铭',
      single: 0.18,
    },
  ],
  '2': [
    {
      first: '秀玉月彩爱香春素梅菊阿金银桂兰莲杏凤巧翠',
      second: '兰英花娟莲香菊钗珍妹芬弟凤珠娥叶琴妙柳云',
      single: 0.03,
    },
    {
      first: '爱秀月丽建玉小海美春彩云素红雪慧碧少晓锡',
      second: '华珍英娟芬琴红萍燕飞芳丽平敏微清霞玲珠媚',
      single: 0.06,
    },
    {
      first: '晓丽海小雪建秀少春彩红燕慧美玲静微芳爱温',
      second: '燕丽敏静芳红微娜琼洁霞慧双艳颖媚飞珍萍莉',
      single: 0.2,
    },
    {
      first: '佳思雨梦诗欣雅婷嘉可心梓若晨怡楠舒一晓依',
      second: '怡颖琪婷妮雯涵倩瑶琳萱蕾静楠佳彤悦宁欣洁',
      single: 0.14,
    },
  ],
};

/** Characters beyond the everyday sets, two of them outside the basic plane or in extension A: they test storage, search and print. */
const rareGiven = ['䶮', '㛃', '𬱖', '玥䶮', '㛃宁', '𬱖霖', '垚', '昶旻'] as const;
const foreignNames: Readonly<Record<Sex, readonly string[]>> = {
  '1': ['艾力·买买提', '吐尔逊·阿不都拉', '扎西·次仁', '买合木提·依明'],
  '2': ['阿依古丽·买买提', '古丽努尔·吐尔逊', '卓玛·央金', '热依汗·阿布都热合曼'],
};

const generationOf = (birthYear: number): number =>
  birthYear < 1955 ? 0 : birthYear < 1970 ? 1 : birthYear < 1985 ? 2 : 3;

const characterOf = (random: Random, text: string): string => text.charAt(Math.floor(random.next() * text.length));

/** A given name of the generation and sex. */
export const givenName = (random: Random, sex: Sex, birthYear: number): string => {
  const names = generations[sex][generationOf(birthYear)];
  if (!names) throw new RangeError(`no names for ${birthYear}`);
  const second = characterOf(random, names.second);
  if (random.chance(names.single)) return second;
  const first = characterOf(random, names.first);
  return first === second ? second : first + second;
};

/** A village has its leading family, as villages of the valley do. */
export const leadingSurname = (random: Random): string => anySurname(random);

export interface NameRequest {
  readonly sex: Sex;
  readonly birthYear: number;
  /** National code of the ethnicity. */
  readonly ethnicity: string;
  readonly leading: string | null;
}

/** An invented full name. Members of the She mostly bear 蓝, 雷 or 钟; Uygur and Tibetan names carry the dot. */
export const fullName = (random: Random, request: NameRequest): string => {
  const { sex, birthYear, ethnicity, leading } = request;
  if (ethnicity === '05' || ethnicity === '04') return random.pick(foreignNames[sex]);
  const surname =
    ethnicity === '22' && random.chance(0.85)
      ? sheSurname(random)
      : leading !== null && random.chance(0.45)
        ? leading
        : anySurname(random);
  return surname + (random.chance(0.0008) ? random.pick(rareGiven) : givenName(random, sex, birthYear));
};

/** Shares of the county, an assumption of our own: mostly Han, the She being the largest minority. */
export const ethnicityOf: Weighted<string> = weighted([
  ['01', 9830],
  ['22', 90],
  ['15', 22],
  ['06', 16],
  ['03', 8],
  ['12', 8],
  ['09', 8],
  ['08', 6],
  ['11', 6],
  ['05', 3],
  ['04', 3],
]);
