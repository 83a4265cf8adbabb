import { catalogue } from '#shared/text.ts';

/** Import and export of the tree. */
export const exchangeTexts = catalogue({
  title: ['组织导入导出', 'Import and export'],
  intro: [
    '导出的表可以改好后原样导入：按组织代码或全称对应，先预览再写入。',
    'An exported sheet can be edited and imported again: rows are matched by code or name, and shown before anything is written.',
  ],
  export: ['导出', 'Export'],
  exportHint: [
    '组织树导出为 XLSX，含代码、上级、类别和基本信息。',
    'The tree as XLSX with codes, parents, types and facts.',
  ],
  exportOn: ['按日期', 'As of'],
  exportTree: ['导出组织树', 'Export the tree'],
  template: ['下载导入模板', 'Download the form'],
  import: ['导入', 'Import'],
  importHint: [
    '支持 .xlsx、.xls 和 .csv。上传后先显示会新建、更名、划转和修改什么，确认后一次写入。',
    'For .xlsx, .xls and .csv. The sheet is shown as what it would set up, rename, move and change; confirmed, it is written at once.',
  ],
  choose: ['选择文件', 'Choose a file'],
  again: ['换一个文件', 'Another file'],
  uploading: ['正在上传', 'Sending'],
  fileIs: ['文件：{name}', 'File: {name}'],
  new: ['新建', 'New'],
  changed: ['变更', 'Changed'],
  unchanged: ['无变化', 'Unchanged'],
  wrong: ['有误', 'Wrong'],
  ignored: ['未识别的列：{names}', 'Columns not understood: {names}'],
  caption: ['导入预览', 'What the import would do'],
  line: ['行号', 'Row'],
  action: ['结果', 'Result'],
  name: ['组织', 'Organisation'],
  detail: ['变化或原因', 'Change or reason'],
  allUnchanged: ['表中内容与现有组织树完全一致。', 'The sheet says what the tree says already.'],
  cut: ['只显示前 {count} 行', 'The first {count} rows are shown'],
  on: ['生效日期', 'Takes effect on'],
  reason: ['原因', 'Reason'],
  document: ['批复文号', 'Number of the reply'],
  commit: ['确认导入', 'Import'],
  wrongFirst: [
    '有 {count} 行需要改正：请改好文件后重新上传。',
    '{count} {count?row needs:rows need} correcting: mend the sheet and send it again.',
  ],
  commitTitle: ['确认导入组织树？', 'Import the tree?'],
  commitHint: [
    '新建 {created} 个、变更 {changed} 个组织，{on} 起生效，一次写入。',
    '{created} new and {changed} changed, from {on}, written at once.',
  ],
  done: [
    '已导入：新建 {created} 个，更名 {renamed} 个，划转 {moved} 个，修改 {changed} 个',
    'Imported: {created} new, {renamed} renamed, {moved} moved, {changed} changed',
  ],
});
