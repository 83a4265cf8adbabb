import type { Random } from './random.ts';

/** A unit of the county: key, name after 永嘉县 (or 中共永嘉县 for Party departments), weight of its membership. */
export type UnitRow = readonly [key: string, name: string, weight: number];

/** Departments of the county committee. */
export const partyDepartments: readonly UnitRow[] = [
  ['d-office', '委办公室', 2.4],
  ['d-org', '委组织部', 1.6],
  ['d-publicity', '委宣传部', 1.3],
  ['d-united-front', '委统一战线工作部', 0.9],
  ['d-political-legal', '委政法委员会', 0.9],
  ['d-social-work', '委社会工作部', 0.8],
  ['d-inspection', '委巡察工作领导小组办公室', 0.6],
  ['d-establishment', '委机构编制委员会办公室', 0.6],
  ['d-petitions', '委信访局', 0.6],
  ['d-internet', '委网络安全和信息化委员会办公室', 0.6],
];

/** Departments of the county government. */
export const governmentDepartments: readonly UnitRow[] = [
  ['g-office', '人民政府办公室', 2],
  ['g-development', '发展和改革局', 1.5],
  ['g-industry', '经济和信息化局', 1.3],
  ['g-civil-affairs', '民政局', 1.2],
  ['g-justice', '司法局', 1.6],
  ['g-finance', '财政局', 2],
  ['g-labour', '人力资源和社会保障局', 1.8],
  ['g-land', '自然资源和规划局', 2.6],
  ['g-housing', '住房和城乡建设局', 2.2],
  ['g-transport', '交通运输局', 2.6],
  ['g-water', '水利局', 1.8],
  ['g-agriculture', '农业农村局', 2.8],
  ['g-commerce', '商务局', 0.9],
  ['g-culture', '文化和广电旅游体育局', 1.8],
  ['g-veterans', '退役军人事务局', 0.9],
  ['g-emergency', '应急管理局', 1.2],
  ['g-audit', '审计局', 0.9],
  ['g-market', '市场监督管理局', 3],
  ['g-statistics', '统计局', 0.7],
  ['g-insurance', '医疗保障局', 0.8],
  ['g-enforcement', '综合行政执法局', 2.8],
  ['g-digital', '数据局', 0.7],
  ['g-services', '政务服务中心', 0.9],
  ['g-environment', '生态环境分局', 1.1],
  ['g-taxation', '税务局', 2.4],
];

/** Other organs and people's organisations. */
export const otherOrgans: readonly UnitRow[] = [
  ['u-congress', '人民代表大会常务委员会机关', 1],
  ['u-consultative', '政治协商会议机关', 1],
  ['u-court', '人民法院', 2.4],
  ['u-procuratorate', '人民检察院', 1.6],
  ['u-trade-unions', '总工会', 0.6],
  ['u-youth-league', '团县委机关', 0.4],
  ['u-women', '妇女联合会', 0.4],
  ['u-science', '科学技术协会', 0.4],
  ['u-industry-commerce', '工商业联合会', 0.4],
  ['u-disabled', '残疾人联合会', 0.5],
  ['u-archives', '档案馆', 0.5],
  ['u-media', '融媒体中心', 1.4],
];

export const schools: readonly UnitRow[] = [
  ['s-high-1', '第一高级中学', 3.2],
  ['s-high-2', '第二高级中学', 2.6],
  ['s-high-3', '第三高级中学', 2.2],
  ['s-vocational', '职业教育中心', 3],
  ['s-teachers', '教师发展中心', 1.4],
  ['s-experimental-middle', '实验中学', 1.8],
  ['s-experimental-primary', '实验小学', 1.8],
  ['s-experimental-nursery', '实验幼儿园', 0.8],
  ['s-special', '特殊教育学校', 0.5],
];

export const hospitals: readonly UnitRow[] = [
  ['h-peoples', '人民医院', 6],
  ['h-chinese', '中医医院', 3.4],
  ['h-maternal', '妇幼保健院', 1.6],
  ['h-disease-control', '疾病预防控制中心', 1.2],
  ['h-supervision', '卫生监督所', 0.6],
];

export const stateEnterprises: readonly UnitRow[] = [
  ['e-assets', '国有资产投资集团有限公司', 1.6],
  ['e-city', '城市建设发展集团有限公司', 1.6],
  ['e-traffic', '交通发展集团有限公司', 1.5],
  ['e-water', '水务集团有限公司', 1.4],
  ['e-tourism', '文化旅游投资集团有限公司', 1.1],
  ['e-farming', '农业发展集团有限公司', 0.9],
  ['e-grain', '粮食收储有限公司', 0.7],
  ['e-bus', '公共交通有限公司', 1.2],
  ['e-security', '保安服务有限公司', 0.7],
];

/** 1 to 999 in Chinese numerals, as numbered branches are named: 第十二支部. */
export const chineseNumber = (value: number): string => {
  const digits = '零一二三四五六七八九';
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const digit = (n: number): string => digits.charAt(n);
  const head = hundreds > 0 ? `${digit(hundreds)}百${tens === 0 && ones > 0 ? '零' : ''}` : '';
  const middle = tens === 0 ? '' : tens === 1 && hundreds === 0 ? '十' : `${digit(tens)}十`;
  return `${head}${middle}${ones > 0 ? digit(ones) : ''}`;
};

const brandHeads = [
  '楠',
  '瓯',
  '嘉',
  '岩',
  '溪',
  '枫',
  '金',
  '华',
  '宏',
  '鼎',
  '恒',
  '远',
  '新',
  '盛',
  '泰',
  '佳',
  '正',
  '超',
];
const brandTails = [
  '川',
  '源',
  '峰',
  '达',
  '信',
  '隆',
  '邦',
  '润',
  '辉',
  '诚',
  '和',
  '创',
  '瑞',
  '联',
  '祥',
  '通',
  '茂',
  '宇',
];
/** Trades that the county is known for, and everyday ones. */
export const trades = [
  '泵阀',
  '教玩具',
  '纽扣拉链',
  '鞋服',
  '汽车配件',
  '电气',
  '建筑工程',
  '物流',
  '电子商务',
  '农产品',
  '民宿旅游',
  '养老服务',
  '餐饮',
  '装饰材料',
  '印刷包装',
] as const;

const societies = [
  '社会工作服务中心',
  '律师事务所',
  '志愿服务队',
  '养老服务中心',
  '幼儿园',
  '会计师事务所',
  '文化促进会',
  '职业培训学校',
];

/** An invented private company, without its place: 楠川泵阀有限公司. */
export const companyName = (random: Random): string =>
  `${random.pick(brandHeads)}${random.pick(brandTails)}${random.pick(trades)}${random.chance(0.15) ? '股份有限公司' : '有限公司'}`;

/** An invented social organisation, without its place: 恒源社会工作服务中心. */
export const societyName = (random: Random): string =>
  `${random.pick(brandHeads)}${random.pick(brandTails)}${random.pick(societies)}`;
