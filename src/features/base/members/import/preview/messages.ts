import { catalogue } from '#shared/text.ts';

/** The pages of roster imports. */
export const importTexts = catalogue({
  title: ['花名册导入', 'Roster import'],
  intro: [
    '先读取比对，再由您确认，最后一次写入；写入后 30 天内可以整批撤销。',
    'The roster is read and compared, you confirm, then it is written at once. It can be undone for thirty days.',
  ],
  upload: ['上传花名册', 'Send a roster'],
  uploadHint: [
    '支持 .xlsx、.xls、.csv，最大 20 MB。表头位置、别名和日期写法会自动识别。',
    '.xlsx, .xls or .csv, up to 20 MB. Headings, their aliases and ways of writing dates are recognised.',
  ],
  choose: ['选择花名册文件', 'Choose the roster'],
  uploading: ['正在上传', 'Sending'],
  template: ['下载模板', 'Download the form'],
  history: ['导入记录', 'Imports'],
  empty: ['还没有导入过花名册', 'No roster has been imported yet'],
  file: ['文件', 'File'],
  state: ['状态', 'State'],
  uploaded: ['上传', 'Sent'],
  by: ['{who} 于 {at} 上传 · {organisation}', 'sent by {who} on {at} · {organisation}'],
  progress: ['导入进度', 'Progress of the import'],
  processed: ['已处理 {done} / {total} 行', '{done} of {total} rows'],
  processedOnly: ['已处理 {done} 行', '{done} rows so far'],
  quarter: ['已完成 {share}%', '{share}% done'],
  working: [
    '正在处理，可以离开此页，回来后继续显示进度。',
    'Under way. You may leave this page; the progress is here when you return.',
  ],
  stop: ['停止读取', 'Stop reading'],
  stopping: ['正在停止', 'Stopping'],
  readAgain: ['重新比对', 'Compare again'],
  giveUp: ['放弃导入', 'Give up'],
  giveUpTitle: ['放弃这次导入？', 'Give this import up?'],
  giveUpHint: ['读取的内容会删除，名册不受影响。', 'What was read is deleted; the register stays as it is.'],
  errorsFile: ['下载错误行', 'Download the errors'],
  rows: ['导入内容', 'What the import holds'],
  search: ['按姓名查找', 'Find by name'],
  commit: ['确认导入', 'Import'],
  undo: ['撤销这次导入', 'Undo this import'],
  openApproval: ['查看复核', 'Open the approval'],
});

export const importStateTexts = catalogue({
  uploaded: ['已上传', 'Sent'],
  reading: ['正在读取', 'Reading'],
  mapping: ['待核对表头', 'Headings to map'],
  preview: ['待确认', 'To be confirmed'],
  committing: ['正在写入', 'Being written'],
  committed: ['已导入', 'Imported'],
  undoing: ['正在撤销', 'Being undone'],
  undone: ['已撤销', 'Undone'],
  failed: ['读取失败', 'Failed'],
  cancelled: ['已放弃', 'Given up'],
});

export const importStepTexts = catalogue({
  steps: ['导入步骤', 'Steps of the import'],
  read: ['上传读取', 'Read'],
  check: ['核对改正', 'Check'],
  write: ['写入名册', 'Write'],
  done: ['完成', 'Done'],
});

export const rowKindTexts = catalogue({
  new: ['新增', 'New'],
  changed: ['变更', 'Changed'],
  unchanged: ['无变化', 'Unchanged'],
  error: ['错误', 'Errors'],
  duplicate: ['疑似重复', 'Duplicates'],
  skipped: ['跳过', 'Skipped'],
});

/** The rows of a preview. */
export const rowTexts = catalogue({
  noName: ['（姓名未采用）', '(name not taken)'],
  line: ['行', 'Row'],
  lineOf: ['{sheet} 第 {line} 行', '{sheet}, row {line}'],
  hidden: ['隐藏行', 'hidden row'],
  mended: ['已修改', 'mended'],
  name: ['姓名', 'Name'],
  branch: ['党支部', 'Branch'],
  problems: ['问题', 'Problems'],
  notes: ['提示', 'Notes'],
  changes: ['变化', 'Changes'],
  why: ['原因', 'Reason'],
  whom: ['可能是', 'May be'],
  decide: ['处理', 'Decide'],
  actions: ['操作', 'Actions'],
  mend: ['修改', 'Mend'],
  noRows: ['没有这一类的行', 'No row of this kind'],
  noErrors: ['没有错误', 'No errors'],
  decided: ['按您的决定跳过', 'Left out by your decision'],
  repeated: ['与前面的行重复', 'Repeats an earlier row'],
  takeBack: ['恢复', 'Take back'],
  same_id: ['身份证号相同', 'Same ID number'],
  applicant: ['同号同名的入党申请人', 'An applicant of this number and name'],
  near_id: ['身份证号只差一两位', 'ID numbers almost the same'],
  name_and_birth: ['姓名和出生日期相同', 'Same name and birth date'],
  name_and_phone: ['姓名和手机号相同', 'Same name and phone'],
  inFile: ['本文件中另一行', 'another row of this file'],
  link: ['就是此人', 'The same person'],
  asNew: ['不是，按新增', 'Another person: add'],
  skip: ['不导入', 'Leave out'],
  chosen: ['已选 {count} 行', '{count} chosen'],
  chosenNew: ['所选按新增', 'Add the chosen'],
  chosenSkip: ['所选不导入', 'Leave the chosen out'],
  openFile: ['查看档案', 'Open the file'],
  kept: ['保留的内容', 'What stays'],
  keptPerson: ['整份档案', 'the whole file'],
});

export const mendTexts = catalogue({
  title: ['修改 {name}（{sheet} 第 {line} 行）', 'Mend {name} ({sheet}, row {line})'],
  noName: ['未填姓名', 'no name'],
  hint: ['只改这次导入的内容，不改您的文件。', 'This changes the import, not your file.'],
  allColumns: ['显示全部列', 'Show all columns'],
  fewColumns: ['只看有问题的列', 'Only columns with problems'],
  noColumn: [
    '表中没有这一列，请在“表头对应”中补上或改好文件',
    'The sheet has no such column: map one, or mend the file',
  ],
  confirmNumber: ['已对照身份证核对，号码确实以 000 结尾', 'Checked against the card: the number does end in 000'],
  save: ['保存并重新核对', 'Save and check again'],
  done: ['已改正，归入“{kind}”', 'Mended; now under “{kind}”'],
  still: ['还有问题，请继续修改', 'Something is still wrong'],
  unchanged: ['还没有改动', 'Nothing has been changed yet'],
});

/** Mapping of the headings. */
export const mappingTexts = catalogue({
  tab: ['表头对应', 'Headings'],
  hint: [
    '核对每一列读作什么。改动会记住，下次导入同样的表头时自动沿用。',
    'Check what each column is read as. Corrections are remembered for the next roster.',
  ],
  sheet: ['工作表“{sheet}”', 'Sheet “{sheet}”'],
  hiddenSheet: ['隐藏的工作表', 'hidden sheet'],
  used: ['读取此表', 'Read this sheet'],
  headingAt: ['表头在第 {line} 行', 'Headings in row {line}'],
  headingLine: ['表头在第几行', 'Row of the headings'],
  headingLineHint: [
    '没有认出表头，所以没有读取此表。要读取，请填写表头最后一行的行号（1–15），保存后再核对各列。',
    'No headings were recognised, so the sheet is not read. To read it, give the last row of the headings (1–15), save, then check the columns.',
  ],
  column: ['表中的列', 'Column'],
  field: ['读作', 'Read as'],
  how: ['识别方式', 'How'],
  notRead: ['不读取', 'not read'],
  known: ['自动识别', 'recognised'],
  remembered: ['沿用上次', 'remembered'],
  left_out: ['不需要', 'not needed'],
  unknown: ['未识别', 'unknown'],
  monthsAsFirst: ['只有年月的按当月 1 日录入（仅本次）', 'Enter a month alone as its first day (this file only)'],
  suggestion: ['可能是“{field}”', 'may be “{field}”'],
  missing: ['缺少必需的列：{fields}', 'Required columns are missing: {fields}'],
  lacking: [
    '工作表“{sheet}”中没有哪一列对应：{fields}。新增的人缺这些项即为错误；请在“表头对应”中指定列，或在文件中补上。',
    'No column of sheet “{sheet}” is read as: {fields}. New people need them; name the columns under headings, or add them to the file.',
  ],
  goMap: ['去对应', 'Map them'],
  twice: ['“{field}”对应了多列', 'Several columns are read as “{field}”'],
  branch: ['没有支部列时，全部归入', 'Where there is no branch column, all belong to'],
  save: ['保存并重新读取', 'Save and read again'],
  nothing: ['文件中没有可读取的工作表', 'The file holds no sheet to read'],
});

/** Confirmation of branch names. */
export const branchTexts = catalogue({
  tab: ['支部名称', 'Branch names'],
  hint: [
    '以下名称与系统中的支部不完全一致，请逐个确认。确认会记住，下次沿用并注明“沿用上次”。',
    'These names differ from those of the platform. Confirm each; it is remembered, and marked as such next time.',
  ],
  none: ['支部名称都已对应', 'Every branch name is known'],
  text: ['表中的名称', 'Name in the sheet'],
  rows: ['{count} 行', '{count} {count?row:rows}'],
  means: ['对应的支部', 'Branch'],
  choose: ['请选择', 'Choose'],
  suggestions: ['相近的支部', 'Similar'],
  others: ['其他支部', 'Others'],
  take: ['采用“{name}”', 'Take “{name}”'],
  takeAll: ['采用全部首选（{count}）', 'Take all first suggestions ({count})'],
  left: [
    '{count} 个名称没有首选，请逐个选择',
    '{count} {count?name has:names have} no first suggestion; choose one by one',
  ],
  unclear: ['有几个支部同样相近，请核对后选择', 'Several branches are equally near; look before choosing'],
  openOne: ['待确认', 'open'],
  remembered: ['沿用上次', 'remembered'],
  takenOver: [
    '{count} 个支部名称沿用上次的确认，本次没有再问；如有不符可以更改',
    '{count} branch {count?name means:names mean} what was confirmed for an earlier file; change them where that is wrong',
  ],
  look: ['查看', 'Look'],
  save: ['确认并重新读取', 'Confirm and read again'],
  open: [
    '还有 {count} 个支部名称待确认，相关的行暂记为错误',
    '{count} branch {count?name is:names are} open; their rows count as errors meanwhile',
  ],
  goConfirm: ['去确认', 'Confirm them'],
  equal: ['同名支部不止一个', 'several have this name'],
  affixes: ['简称相同', 'same but for affixes'],
  kind: ['只差支部类别', 'same but for its kind'],
  part: ['名称的一部分', 'part of the name'],
  similar: ['字形相近', 'similar'],
});

/** Errors by kind. */
export const groupTexts = catalogue({
  title: ['错误汇总', 'Errors by kind'],
  rows: ['{count} 行', '{count} {count?row:rows}'],
  monthsAlone: [
    '有的日期只有年月。可在“表头对应”中逐列决定按当月 1 日录入，不必逐行修改。',
    'Some dates name only the month. Under headings you can decide, column by column, to enter its first day instead of mending row by row.',
  ],
});

/** Writing, its result, undoing. */
export const commitTexts = catalogue({
  title: ['确认导入？', 'Import?'],
  summary: ['新增 {new} 人，变更 {changed} 人，一次写入。', '{new} new people and {changed} changed, written at once.'],
  leaveOut: [
    '错误 {errors} 行、疑似重复 {duplicates} 行不导入，以后再处理',
    'Leave out {errors} rows with errors and {duplicates} duplicates for now',
  ],
  approval: [
    '变更超过 50 人，需第二人复核同意后才写入。',
    'More than fifty people change: a second person has to agree first.',
  ],
  reason: ['导入原因', 'Reason'],
  verb: ['写入名册', 'Write to the register'],
  ask: ['提交复核', 'Ask for approval'],
  waiting: [
    '已提交第二人复核。同意后回到此页，再次确认即可写入。',
    'A second person has been asked. Once agreed, confirm here again to write it.',
  ],
  done: ['已导入：新增 {new} 人，变更 {changed} 人', 'Imported: {new} new people, {changed} changed'],
  doneBy: ['{who} 于 {at} 写入', 'written by {who} on {at}'],
  left: [
    '{count} 行没有导入（错误或疑似重复），可下载后改正再导入',
    '{count} rows were left out; download, mend and import them',
  ],
  undoUntil: ['{day} 前可以撤销', 'Can be undone until {day}'],
  undoTitle: ['撤销这次导入？', 'Undo this import?'],
  undoHint: [
    '新增的 {new} 份档案作废，变更的 {changed} 份恢复原值。别人之后改过的内容会保留，并逐项列出。',
    '{new} new files are voided and {changed} return to what they were. What others changed since stays and is listed.',
  ],
  undoneBy: ['{who} 于 {at} 撤销', 'undone by {who} on {at}'],
  undoneAll: ['已全部恢复到导入之前', 'Everything is as it was before'],
  kept: [
    '{count} 人的部分内容在导入后被他人改过，已保留',
    'What others changed for {count} {count?person:people} stays',
  ],
  cancelled: ['这次导入已放弃，名册没有变化。', 'This import was given up; the register has not changed.'],
  nothing: [
    '没有可以写入的行：先改正错误，或换一个文件。',
    'There is nothing to write: mend the errors first, or take another file.',
  ],
  allSame: ['文件内容与名册完全一致，不需要导入。', 'The file says what the register says; nothing to import.'],
});
