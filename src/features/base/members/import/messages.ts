import { catalogue } from '#shared/text.ts';

/** What can be wrong with a row; `{value}` is what stands in the cell. Problems of names and ID numbers have their texts beside their rules. */
export const importProblems = catalogue({
  required: ['必填', 'Required'],
  cell_error: ['单元格是错误值 {value}', 'The cell holds the error {value}'],
  hidden_characters: [
    '含有看不见的字符或改变方向的字符，请重新输入',
    'Holds invisible or direction-changing characters; type it again',
  ],
  lost_character: ['有字未能正确显示，请按证件重新输入', 'A character was lost; type it again from the document'],
  text_too_long: ['超过 {max} 字', 'Longer than {max} characters'],
  unknown_value: ['不认识“{value}”', '“{value}” is not known'],
  not_yes_or_no: ['应填“是”或“否”，现为“{value}”', 'Give yes or no; it says “{value}”'],
  not_a_number: ['应填整数，现为“{value}”', 'Give a whole number; it says “{value}”'],
  bad_date: ['不是存在的日期：{value}', 'Not an existing date: {value}'],
  date_needs_day: ['日期需精确到日，现为 {value}', 'The date must name the day; it says {value}'],
  month_as_first: [
    '表中只有年月（{value}），按您的决定以当月 1 日录入',
    'The sheet names only the month ({value}); entered as its first day, as you decided',
  ],
  date_month_unclear: [
    '{value} 可能是 1 月也可能是 10 月，请写明月份',
    '{value} may be January or October; state the month',
  ],
  date_order_unclear: [
    '{value} 中月和日的先后不明，请写成 年-月-日',
    'Month and day of {value} cannot be told apart; write year-month-day',
  ],
  date_century_unclear: ['{value} 的年份不完整', 'The year of {value} is not complete'],
  date_out_of_range: ['日期 {value} 超出合理范围', 'The date {value} is out of range'],
  date_in_future: ['日期 {value} 在今天之后', 'The date {value} lies in the future'],
  phone_masked: ['号码已打码，请填完整号码', 'The number is masked; give it in full'],
  phone_format: ['不是手机号或固定电话：{value}', 'Neither a mobile nor a landline number: {value}'],
  columns_disagree: ['“{first}”与“{second}”两列不一致', 'The columns “{first}” and “{second}” disagree'],
  sex_mismatch: ['与身份证号不符（身份证为{value}）', 'Differs from the ID number ({value})'],
  birth_mismatch: ['与身份证号不符（身份证为 {value}）', 'Differs from the ID number ({value})'],
  lost_not_taken: [
    '填了失联，但没有失去联系日期：档案以日期登记失联，此项不会登记；请补上日期',
    'Marked as lost without the date: a file records lost contact by its date, so this will not be recorded; give the date',
  ],
  lost_contradiction: ['填了未失联，却有失去联系日期', 'Marked as not lost, but a date is given'],
  outflow_not_taken: [
    '填了流动，但没有外出流向和外出日期：档案以流向或日期登记流动，此项不会登记；请补上流向',
    'Marked as on the move without place or date: a file records the move by these, so this will not be recorded; give the place',
  ],
  outflow_without_place: [
    '填了流动，没有外出流向：按外出日期登记',
    'Marked as on the move without the place: recorded by its date',
  ],
  outflow_contradiction: ['填了未流动，却有外出流向或日期', 'Marked as not on the move, but a place or date is given'],
});

/** Why a row is not taken for a person. */
export const skippedRows = catalogue({
  example: ['示例行', 'Example row'],
  total: ['合计行', 'Total row'],
  heading: ['重复的表头', 'Repeated heading'],
  note: ['说明文字', 'Note'],
  blank: ['空行', 'Blank row'],
});

export type ImportProblemKey = keyof typeof importProblems;
export type SkippedRow = keyof typeof skippedRows;

/** Why a row or a whole import is refused, beyond what a single cell shows. */
export const importRefusals = catalogue({
  branch_unknown: [
    '找不到党支部“{value}”，请在“支部名称”中确认',
    'No branch is called “{value}”; confirm it under branch names',
  ],
  branch_outside: ['党支部“{value}”不在您的管理范围内', 'The branch “{value}” lies outside your range'],
  branch_differs: [
    '所在党支部与档案不同；导入不调整组织关系，请另行办理',
    'The branch differs from the file; an import transfers nobody',
  ],
  id_number_taken: ['该身份证号已在本县其他组织登记', 'The ID number is registered elsewhere in the county'],
  name_differs: ['姓名与档案不同（档案为 {value}）', 'The name differs from the file ({value})'],
  found_in_file: ['档案登记为失联，此处填“否”；请在档案中办理', 'The file says lost contact; settle it in the file'],
  back_in_file: ['档案登记为流动，此处填“否”；请在档案中办理', 'The file says on the move; settle it in the file'],
  row_has_left: [
    '该行已填离开日期或类型；导入只收在册党员，请在档案中登记离开',
    'The row is of a person who has left; an import takes present members only',
  ],
  post_not_taken: ['党内职务“{value}”不随导入登记，请在组织任职中办理', 'The post “{value}” is not taken over'],
  year_not_taken: ['只有年份 {value}，未导入此项；请补充到月', 'Only the year {value}; not taken over'],
  membership_ended: ['此人在册但党员关系已结束', 'The person is known, but the membership has ended'],
  import_state: ['此导入当前的状态不允许这样操作', 'The import is not in a state for this'],
  import_nothing: ['没有可导入的行', 'There is no row to import'],
  import_open: [
    '还有 {errors} 行错误、{duplicates} 行疑似重复未处理；可先处理，或选择略过这些行',
    '{errors} rows with errors and {duplicates} probable duplicates are open; settle them or leave them out',
  ],
  import_stale: [
    '以下人员的档案在比对之后有改动，请重新比对：{names}',
    'These files have changed since they were compared; read the file again: {names}',
  ],
  import_changed_since: [
    '复核之后名册有改动，请重新提交复核',
    'The import has changed since it was approved; ask again',
  ],
  import_cleared: ['已超过可撤销的期限', 'The time for undoing has passed'],
  import_conflict: ['与同时进行的其他改动冲突，请重新比对', 'It conflicts with another change; read the file again'],
  import_cancelled: ['已按要求停止，名册未作改动', 'Stopped as asked; the register is as it was'],
  import_not_written: ['写入时发生故障，名册未作改动，请重试', 'Writing failed; the register is as it was; try again'],
  import_not_undone: ['撤销时发生故障，名册未作改动，请重试', 'Undoing failed; the register is as it was; try again'],
  import_link: [
    '两人的身份证号都有效且不同，不能视为同一人',
    'Both ID numbers are valid and differ: they are two people',
  ],
  import_twice: ['此人已由“{sheet}”第 {line} 行对应', 'Row {line} of “{sheet}” means this person already'],
  import_failed: ['读取时发生故障，请重试', 'Reading failed; try again'],
});

/** What a second person reads before a large import. */
export const importApprovalTexts = catalogue({
  'members.import.rows': ['新增 {new} 人，更改 {changed} 人', '{new} new people, {changed} changed'],
  'members.import.file': ['文件：{name}', 'File: {name}'],
});
