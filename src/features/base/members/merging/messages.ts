import { catalogue } from '#shared/text.ts';

/** The words of the pages about files that probably mean one person. */
export const mergeTexts = catalogue({
  twins: ['疑似重复档案', 'Probable duplicates'],
  twinsIntro: [
    '姓名相同，且出生日期或手机号也相同的档案。是否为同一人，由您判断。',
    'Files with the same name and birth date, or the same name and phone. Whether they mean one person, you decide.',
  ],
  twinsEmpty: ['没有发现疑似重复的档案', 'No probable duplicates'],
  twinsMore: [
    '仅列出前一部分；处理后再来查看其余的。',
    'Only the first of them are listed. Deal with these, then come back for the rest.',
  ],
  reason_name_birth: ['姓名和出生日期相同', 'Same name and birth date'],
  reason_name_phone: ['姓名和手机号相同', 'Same name and phone'],
  reason_name_birth_phone: [
    '姓名、出生日期和手机号都相同，身份证号不同',
    'Same name, birth date and phone; different ID numbers',
  ],
  numbers: ['哪一个身份证号正确', 'Which ID number is right'],
  numbersHint: [
    '两份档案的身份证号不同。若不是同一个人，请不要合并；若是，请对照身份证选定，性别和出生日期随号码一并采用。',
    'The two files have different ID numbers. Two people are not merged; of one person choose what the card shows: sex and birth date come with it.',
  ],
  compare: ['比对并合并', 'Compare and merge'],
  compareOf: ['比对并合并：{name}', 'Compare and merge: {name}'],
  compareThis: ['与第一份比对', 'Compare with the first'],
  merge: ['合并档案', 'Merge two files'],
  mergeIntro: [
    '保留一份档案，另一份的记录归入其中。被合并的档案不再显示，变更记录保留。',
    'One file stays and takes the records of the other, which is no longer shown. The history of both is kept.',
  ],
  mergeHow: [
    '请从“疑似重复档案”中选择要比对的两份档案。',
    'Choose the two files to compare under “Probable duplicates”.',
  ],
  toTwins: ['查看疑似重复档案', 'See probable duplicates'],
  sides: ['两份档案', 'The two files'],
  keep: ['保留的档案', 'File to keep'],
  drop: ['被合并的档案', 'File to drop'],
  swap: ['互换', 'Swap'],
  records: ['附属记录', 'Records'],
  recordsCount: ['{count} 条', '{count}'],
  affiliations: ['组织关系', 'Affiliations'],
  ended: ['已离开', 'Ended'],
  differences: ['不一致的项目', 'Where they differ'],
  differencesHint: [
    '逐项选择合并后采用哪一份的内容；只有一份有内容的已预先选好。',
    'Choose for each which value stays. Where only one file has a value it is chosen already.',
  ],
  alikeMasked: [
    '有的项目遮盖后看不出差别：请点姓名打开档案，查看完整内容后再选。',
    'Some look the same under their masks: open the files by the names above, see the full values, then choose.',
  ],
  noDifferences: ['两份档案的内容一致', 'The two files agree'],
  item: ['项目', 'Field'],
  takeKeep: ['用保留档案的', 'Of the kept file'],
  takeDrop: ['用被合并档案的', 'Of the dropped file'],
  nothing: ['（空）', '(empty)'],
  overlaps: [
    '两份档案的组织关系时间重叠。合并时须作废被合并档案中重叠的那一段。',
    'Both files belong to a branch on the same days. The periods of the dropped file have to be voided.',
  ],
  voidOverlapping: ['作废被合并档案中重叠的组织关系', 'Void the overlapping periods of the dropped file'],
  reason: ['合并依据', 'Reason'],
  reasonHint: ['例如“本人到场核对身份证”', 'For instance “checked the card in person”'],
  confirm: ['确认合并', 'Merge'],
  confirmHint: [
    '合并后不能自动拆分。请确认两份档案是同一个人。',
    'A merge cannot be taken apart by itself. Be sure that both mean one person.',
  ],
  merged: ['已合并，{count} 条记录归入保留的档案', 'Merged; {count} {count?record:records} moved to the kept file'],
});
