import { catalogue } from '#shared/text.ts';

/** Refusals and problems of fields, by their keys. */
export const bankProblems = catalogue({
  'bank.stem_missing': ['题干还是空的', 'The question is still empty'],
  'bank.options_few': ['至少要有两个选项', 'Give at least two options'],
  'bank.options_many': ['选项最多十个', 'At most ten options'],
  'bank.options_empty': ['有选项是空的', 'An option is empty'],
  'bank.options_same': ['有两个选项相同', 'Two options are the same'],
  'bank.options_none': ['这种题型没有选项', 'This kind of question has no options'],
  'bank.options_order': ['选项要从 A 起依次排列', 'Options go from A in their order'],
  'bank.answer_missing': ['请给出答案', 'Give the answer'],
  'bank.answer_unknown': ['答案里有不存在的选项', 'The answer names an option that is not there'],
  'bank.answer_one': ['单选题只有一个答案', 'A single choice has one right option'],
  'bank.answer_several': ['多选题至少有两个答案', 'A multiple choice has at least two right options'],
  'bank.blanks_none': [
    '题干里没有空：用四条下划线 ____ 表示一空',
    'There is no gap in the question: write ____ for one',
  ],
  'bank.blanks_differ': ['答案的个数与空数不同', 'There are not as many answers as gaps'],
  'bank.category_unknown': ['没有这个分类，或分类已停用', 'No such category, or it is retired'],
  'bank.topic_unknown': ['没有这个主题', 'No such topic'],
  'bank.code_taken': ['这个代码已经用了', 'That code is taken'],
  'bank.other_unit': ['题目由别的单位维护，本单位不能改动', 'Another unit keeps this question'],
  'bank.other_person': ['出题的人不能审自己的题', 'Whoever wrote a question does not review it'],
  'bank.wrong_state': ['题目已有新的进展，请看最新情况', 'The question has moved on: please look at how it stands'],
  'bank.edition_open': [
    '这道题已有一版在修改或审核中',
    'Another edition of this question is being written or reviewed',
  ],
  'bank.import_state': ['这次导入已有新的进展，请看最新情况', 'The import has moved on: please look at how it stands'],
  'bank.import_cancelled': ['导入已放弃', 'The import was given up'],
  'bank.import_failed': ['文件没能读完，请重新上传', 'The file could not be read to its end: please send it again'],
  'bank.import_over': ['导入已过半年，不能再撤销', 'The import is more than half a year old and cannot be undone'],
  'bank.nothing_ready': ['没有可以写入的题目', 'There is nothing to write'],
  'bank.rows_open': [
    '还有 {rows} 行没有处理：改好、跳过，或选择“未处理的不导入”',
    '{rows} {rows?row is:rows are} still open: mend or skip them, or leave them out',
  ],
  'bank.category_first': [
    '有 {rows} 题没有分类：先在本页上方给它们选一个',
    '{rows} {rows?question has:questions have} no category: choose one for them at the top of the page',
  ],
  'bank.unsupported': [
    '只能读取 .xlsx、.xls、.csv、.json、.txt、.md 文件；Word 文件请另存为纯文本',
    'Only .xlsx, .xls, .csv, .json, .txt and .md are read; save a Word file as plain text',
  ],
  'bank.map_stem': ['至少要指出题干和另外一列', 'Name the question and one column more, at least'],
  'bank.no_sheet': ['文件里没有这个工作表', 'The file has no such sheet'],
  'bank.no_heading': [
    '没有认出列名（题干、选项、答案等）。请在下面指出每一列是什么，就能照样读取。',
    'The headings of the file were not recognised. Say below what each column holds, and it is read that way.',
  ],
  'bank.no_json': ['不是可以读取的 JSON 题目列表', 'Not a JSON list of questions'],
  'bank.no_questions': ['文件里没有找到题目', 'No questions found in the file'],
  'bank.too_many': ['一次最多导入 {max} 题', 'At most {max} questions at a time'],
});

/** What is wrong with a row of a file; `{value}` is what stands there. */
export const bankFaults = catalogue({
  stem_missing: ['没有题干', 'No question'],
  kind_unknown: ['不认识的题型“{value}”', 'Unknown kind “{value}”'],
  options_few: ['选项不足两个', 'Fewer than two options'],
  options_many: ['选项超过十个', 'More than ten options'],
  options_empty: ['有空选项', 'An empty option'],
  options_same: ['两个选项相同', 'Two options are the same'],
  options_none: ['这种题型没有选项', 'This kind has no options'],
  answer_missing: ['没有答案', 'No answer'],
  answer_unclear: ['看不懂答案“{value}”', 'Cannot read the answer “{value}”'],
  answer_unknown: ['答案不在选项里', 'The answer is none of the options'],
  answer_one: ['单选题有多个答案', 'A single choice with several answers'],
  answer_several: ['多选题只有一个答案', 'A multiple choice with one answer'],
  blanks_none: ['填空题没有空（____ 或括号）', 'No gap (____ or empty brackets) in it'],
  blanks_differ: ['答案的个数与空数不同', 'Not as many answers as gaps'],
  category_missing: ['没有分类', 'No category'],
  category_unknown: ['没有“{value}”这个分类', 'No category “{value}”'],
  topic_unknown: ['没有“{value}”这个主题', 'No topic “{value}”'],
  level_unclear: ['看不懂难度“{value}”', 'Cannot read the level “{value}”'],
  too_long: ['文字太长', 'Too long'],
  number_jump: [
    '题号跳号（{value}）：中间的题可能缺失，或混在前一题里，请核对',
    'The numbers jump ({value}): questions between may be missing, or stand in the one before. Please check',
  ],
});

/** Words for kinds, states and levels. */
export const bankWords = catalogue({
  kind_single: ['单选题', 'Single choice'],
  kind_multiple: ['多选题', 'Multiple choice'],
  kind_judge: ['判断题', 'True or false'],
  kind_blank: ['填空题', 'Gaps'],
  kind_short: ['简答题', 'Short answer'],
  state_draft: ['草稿', 'Draft'],
  state_review: ['待审核', 'In review'],
  state_published: ['已发布', 'Published'],
  state_retired: ['已停用', 'Retired'],
  level_1: ['易', 'Easy'],
  level_2: ['中', 'Middling'],
  level_3: ['难', 'Hard'],
  holds: ['正确', 'True'],
  holdsNot: ['错误', 'False'],
});
