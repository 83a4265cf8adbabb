import { catalogue } from '#shared/text.ts';

/** What can be wrong with a question to a rule or with the table of a year. */
export const ruleProblemTexts = catalogue({
  rule_not_in_force: ['该规则在 {date} 尚未或不再施行', 'The rule was not in force on {date}'],
  instant_wanted: ['请写明时刻：该规则按小时计算', 'Give the time of day: this rule counts hours'],
  other_year: ['日期不在 {year} 年内', 'The day is not in {year}'],
  year_unknown: [
    '内置数据中没有 {year} 年的放假安排，请按国务院通知录入',
    'The data that ship with the platform have no table for {year}; enter it from the official notice',
  ],
});

/** The reader pages of the rules. */
export const ruleTexts = catalogue({
  title: ['规则库', 'Rules'],
  intro: [
    '平台用到的每个门槛、期限和比例都在这里，附条文、来源和算例。规则只作推算和提醒，由人决定。',
    'Every threshold, clock and share the platform uses, with article, source and worked cases. Rules reckon and remind; people decide.',
  ],
  caption: ['规则', 'Rules'],
  found: ['共 {count} 条规则', '{count} {count?rule:rules}'],
  filters: ['筛选规则', 'Filter the rules'],
  words: ['关键词', 'Words'],
  wordsHint: ['规则、条文或编号', 'Rule, article or number'],
  source: ['依据文件', 'Rule-book'],
  confidence: ['核对程度', 'Checked'],
  state: ['施行情况', 'In force'],
  on: ['查看日期', 'On the day'],
  inForce: ['施行中', 'In force'],
  notInForce: ['未施行', 'Not in force'],
  notYet: ['自 {day} 起施行', 'In force from {day}'],
  replaced: ['已于 {day} 停止施行', 'In force until {day}'],
  rule: ['规则', 'Rule'],
  value: ['取值', 'Value'],
  article: ['条文', 'Article'],
  since: ['施行日期', 'In force from'],
  until: ['停止日期', 'In force until'],
  still: ['至今', 'still in force'],
  id: ['编号', 'Number'],
  openSource: ['查看原文', 'Open the source'],
  noSource: ['无公开网址', 'No public address'],
  versions: ['历次版本', 'Versions'],
  versionOf: ['{from} 起的版本', 'Version of {from}'],
  thisVersion: ['当前查看', 'Shown here'],
  golden: ['算例', 'Worked cases'],
  goldenHint: ['每个算例都作为自动测试运行。', 'Each case is run as an automatic test.'],
  says: ['情形', 'Case'],
  input: ['已知', 'Given'],
  expect: ['结果', 'Result'],
  choices: ['可选做法', 'Ways that occur'],
  nowhere: ['没有编号为“{id}”的规则', 'There is no rule “{id}”'],
});

/** How well an article was checked. */
export const confidenceTexts = catalogue({
  A: ['已核对全文', 'Full text read'],
  B: ['官方解读', 'Official explainer'],
  C: ['二手资料', 'Secondary source'],
  unsourced: ['惯例，县里可定', 'Practice, set by the county'],
});

/** The form that asks a rule. */
export const askTexts = catalogue({
  title: ['试算', 'Try it'],
  hint: [
    '填入情况，看规则怎样推算、依据哪一条。不会保存。',
    'Give the facts and see what the rule answers, and why. Nothing is kept.',
  ],
  ask: ['推算', 'Work it out'],
  on: ['按哪一天的规则', 'By the rule of'],
  from: ['起算日期', 'Counted from'],
  instant: ['起算时刻', 'Counted from'],
  time: ['时刻（如 09:30）', 'Time of day (09:30)'],
  count: ['实际数（{unit}）', 'Actual number ({unit})'],
  countBare: ['实际数', 'Actual number'],
  total: ['{of}', '{of}'],
  seats: ['应选人数', 'Seats to fill'],
  amount: ['月收入（元）', 'Monthly income (yuan)'],
  money: ['金额（元）', 'Amount (yuan)'],
  answer: ['结果', 'Answer'],
  holds: ['符合', 'Met'],
  fails: ['不符合', 'Not met'],
  noInput: ['此规则不需要输入。', 'This rule needs no input.'],
});

/** A rule's value as a phrase. */
export const valueTexts = catalogue({
  atLeast: ['不少于 {amount}', '{amount} or more'],
  moreThan: ['超过 {amount}', 'more than {amount}'],
  atMost: ['不超过 {amount}', 'no more than {amount}'],
  none: ['没有', 'none'],
  lessThan: ['少于 {amount}', 'fewer than {amount}'],
  shareAtLeast: ['不少于{of}的 {share}', '{share} or more of {of}'],
  shareMoreThan: ['超过{of}的 {share}', 'more than {share} of {of}'],
  shareAtMost: ['不超过{of}的 {share}', 'no more than {share} of {of}'],
  shareLessThan: ['少于{of}的 {share}', 'less than {share} of {of}'],
  range: ['{min} 至 {amount}', '{min} to {amount}'],
  surplus: ['候选人比应选人数多 {share} 以上', '{share} more candidates than seats, or more'],
  month: ['每月至少 {times} 次', 'at least {times} {times?time:times} a month'],
  quarter: ['每季度至少 {times} 次', 'at least {times} {times?time:times} a quarter'],
  year: ['每年至少 {times} 次', 'at least {times} {times?time:times} a year'],
  tierFirst: ['{to} 元以下 {rate}', 'up to {to} yuan {rate}'],
  tierMiddle: ['{from}–{to} 元 {rate}', '{from}–{to} yuan {rate}'],
  tierLast: ['{from} 元以上 {rate}', 'above {from} yuan {rate}'],
  tierAll: ['一律 {rate}', '{rate} throughout'],
  yuan: ['{amount} 元', '{amount} yuan'],
});

/** Amounts with their unit. */
export const unitTexts = catalogue({
  members: ['{count} 名党员', '{count} {count?member:members}'],
  persons: ['{count} 人', '{count} {count?person:people}'],
  units: ['{count} 个单位', '{count} {count?unit:units}'],
  delegates: ['{count} 名代表', '{count} {count?delegate:delegates}'],
  hours: ['{count} 小时', '{count} {count?hour:hours}'],
  days: ['{count} 日', '{count} {count?day:days}'],
  workdays: ['{count} 个工作日', '{count} working {count?day:days}'],
  months: ['{count} 个月', '{count} {count?month:months}'],
  years: ['{count} 年', '{count} {count?year:years}'],
  age: ['{count} 周岁', '{count} years of age'],
  studyHours: ['{count} 学时', '{count} study {count?hour:hours}'],
  times: ['{count} 次', '{count} {count?time:times}'],
});

/** Names of units, for labels. */
export const unitNameTexts = catalogue({
  members: ['名党员', 'members'],
  persons: ['人', 'people'],
  units: ['个单位', 'units'],
  delegates: ['名代表', 'delegates'],
  days: ['日', 'days'],
  years: ['年', 'years'],
  age: ['周岁', 'years of age'],
  studyHours: ['学时', 'study hours'],
  times: ['次', 'times'],
});

/** Whom a share is a share of. */
export const denominatorTexts = catalogue({
  entitled: ['应到会有表决权人数', 'those entitled to vote'],
  present: ['实到会有表决权人数', 'those present'],
  committee: ['委员人数', 'the committee'],
  members: ['党员人数', 'the members'],
  villagers: ['18 周岁以上村民人数', 'the adult villagers'],
  households: ['户数', 'the households'],
  representatives: ['代表人数', 'the representatives'],
  collected: ['党费收入', 'the dues collected'],
  issued: ['发出票数', 'the ballots issued'],
  seats: ['应选人数', 'the seats'],
});

/** Answers of rules that choose between ways. */
export const choiceTexts = catalogue({
  filing: ['报上级党委备案', 'filed with the committee'],
  agreement: ['须经上级党委同意', 'needs the committee’s agreement'],
  present: ['以实到会人数计', 'counted over those present'],
  entitled: ['以应到会人数计', 'counted over those entitled'],
  full_on: ['自转为正式党员之日', 'from the day of full membership'],
  joined_on: ['自成为预备党员之日', 'from the day of probationary membership'],
  branch_meeting: ['自支部大会通过之日', 'from the day of the branch meeting'],
  approval: ['自上级批准之日', 'from the day of approval'],
  equal: ['等额选举', 'as many candidates as seats'],
  surplus: ['差额选举', 'more candidates than seats'],
  revote: ['对得票相等的再次投票', 'a vote again among those with equal votes'],
  lot: ['抽签', 'by lot'],
  again: ['不足的名额另行选举', 'the open seats are elected again'],
  fewer_seats: ['减少名额', 'fewer seats'],
  permanent: ['永久保存', 'kept for good'],
  while_account: ['账号存续期间', 'while the account exists'],
});

/** The page of the working-day calendar. */
export const calendarTexts = catalogue({
  title: ['工作日历', 'Working-day calendar'],
  intro: [
    '工作日按国务院每年公布的放假和调休安排推算。改动后，跨越该年的期限会重新推算。',
    'Working days follow the yearly notice of the State Council. Deadlines that cross a changed year are reckoned anew.',
  ],
  year: ['年份', 'Year'],
  yearName: ['{year} 年', '{year}'],
  former: ['上一年', 'Former year'],
  next: ['下一年', 'Next year'],
  unknown: [
    '{year} 年的放假安排尚未录入。涉及这一年的期限只按周末推算，结果为暂定，录入后自动更正。',
    'The holidays of {year} are not entered yet. Deadlines that touch it are reckoned by weekends alone and are provisional until then.',
  ],
  knownFrom: ['来源：{source}', 'Source: {source}'],
  builtIn: ['内置数据（chinese-days）', 'built-in data (chinese-days)'],
  holiday: ['放假', 'Holiday'],
  workday: ['补班', 'Make-up day'],
  holidayMark: ['休', 'off'],
  workdayMark: ['班', 'on'],
  weekend: ['周末', 'Weekend'],
  today: ['今天', 'Today'],
  legend: ['图例', 'Key'],
  list: ['放假与调休', 'Holidays and make-up days'],
  listHint: ['全年放假 {holidays} 天，周末补班 {workdays} 天', '{holidays} days off, {workdays} make-up days'],
  empty: ['这一年没有特殊的日子', 'No special day in this year'],
  name: ['名称', 'Name'],
  kind: ['类别', 'Kind'],
  from: ['起', 'From'],
  to: ['止', 'To'],
  days: ['天数', 'Days'],
  edit: ['录入或更正', 'Enter or correct'],
  editTitle: ['录入 {year} 年放假安排', 'Enter the holidays of {year}'],
  editHint: [
    '照通知逐条填写：每个假期一行，每段补班一行。年历随填随变，保存后生效。',
    'Copy the notice: one row for each holiday and one for each make-up day. The calendar follows as you type; nothing takes effect before it is saved.',
  ],
  add: ['添加一行', 'Add a row'],
  remove: ['删除“{name}”这一行', 'Remove the row “{name}”'],
  source: ['依据', 'Source'],
  sourceHint: ['如：国务院办公厅关于2027年部分节假日安排的通知', 'Such as the notice and its number'],
  save: ['保存安排', 'Save'],
  fill: ['用内置数据填充', 'Fill from built-in data'],
  fillTitle: ['用内置数据替换 {year} 年的安排？', 'Replace the table of {year} by the built-in data?'],
  fillHint: ['已录入的 {count} 天会被替换。', 'The {count} days entered are replaced.'],
  saved: ['已保存', 'Saved'],
  rowDays: [
    '第 {row} 行：日期不完整，或止日早于起日',
    'Row {row}: a day is missing, or the end lies before the beginning',
  ],
  rowYear: ['第 {row} 行：日期不在 {year} 年内', 'Row {row}: the day is not in {year}'],
  rowName: ['第 {row} 行：请填写名称', 'Row {row}: give a name'],
  rowTwice: ['第 {row} 行：{day} 已在另一行', 'Row {row}: {day} stands in another row'],
  monday: ['一', 'Mo'],
  tuesday: ['二', 'Tu'],
  wednesday: ['三', 'We'],
  thursday: ['四', 'Th'],
  friday: ['五', 'Fr'],
  saturday: ['六', 'Sa'],
  sunday: ['日', 'Su'],
});
