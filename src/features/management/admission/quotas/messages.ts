import { catalogue } from '#shared/text.ts';

export const quotaProblems = catalogue({
  day_in_future: ['日期不能晚于今天', 'Not after today'],
});

export const quotaTexts = catalogue({
  title: ['发展党员指标', 'Admission quotas'],
  intro: [
    '县委组织部按年度下达；以最后一次决定为准。已用按支部大会通过、审批未被否决的人数计。指标只作提醒，不阻止办理。',
    'Decided by the county for each year; the last decision holds. Used are those whom a branch meeting passed and no superior refused. A quota warns and blocks nothing.',
  ],
  year: ['年度', 'Year'],
  yearOf: ['{year}年', '{year}'],
  caption: ['{year}年各单位指标', 'Quotas of {year}'],
  total: ['合计', 'In all'],
  organisation: ['单位', 'Organisation'],
  places: ['指标', 'Quota'],
  used: ['已用', 'Used'],
  remaining: ['剩余', 'Left'],
  approved: ['已批准', 'Approved'],
  none: ['未下达', 'Not decided'],
  over: ['超出 {count}', '{count} over'],
  empty: ['没有可以下达指标的单位。', 'There is no organisation to give a quota to.'],
  people: ['{count} 人', '{count} {count?person:people}'],
  usedOf: ['{organisation}{year}年已用指标', 'Quota used by {organisation} in {year}'],
  approvedOf: ['{organisation}{year}年批准的预备党员', 'Approved in {organisation} in {year}'],
  nobody: ['没有人员。', 'Nobody.'],
  name: ['姓名', 'Name'],
  branch: ['党支部', 'Branch'],
  meetingOn: ['支部大会日期', 'Branch meeting'],
  approvedOn: ['审批日期', 'Approved on'],
  set: ['下达', 'Decide'],
  adjust: ['调整', 'Adjust'],
  setOf: ['下达指标：{organisation}', 'Decide the quota: {organisation}'],
  adjustOf: ['调整指标：{organisation}', 'Adjust the quota: {organisation}'],
  decidedOn: ['决定日期', 'Decided on'],
  document: ['文号', 'Document'],
  reason: ['理由', 'Reason'],
  setDone: ['已下达', 'Decided'],
  history: ['历次决定（{count}）', 'Decisions ({count})'],
  historyOf: ['{organisation}{year}年历次决定', 'Decisions for {organisation} in {year}'],
  decidedBy: ['经办人', 'By'],
  recordedAt: ['登记时间', 'Recorded'],
  holds: ['现行', 'In force'],
  exceeds: [
    '{organisation}{year}年发展党员指标 {places} 名，已用 {used} 名；再接收将超出指标。',
    'The quota of {organisation} for {year} is {places}, used {used}: one more admission goes beyond it.',
  ],
  exceedsHint: [
    '请与上级党委商定后安排支部大会；平台只作提醒。',
    'Agree with the committee before the branch meeting; the platform only warns.',
  ],
});
