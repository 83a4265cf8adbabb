import type { Words } from '#ui/words.tsx';

export const importWords: Words = {
  'todo.list.imports.open': ['未完成的导入', 'Imports to finish'],
  'job.members.import': ['读取花名册', 'Reading a roster'],
  'job.members.import.commit': ['写入花名册', 'Writing a roster'],
  'job.members.import.undo': ['撤销花名册导入', 'Undoing a roster import'],
  'phase.read': ['读取', 'reading'],
  'phase.write': ['写入', 'writing'],
  'phase.undo': ['撤销', 'undoing'],
  'action.members.import.upload': ['上传花名册', 'Roster sent'],
  'action.members.import.map': ['调整表头对应', 'Headings mapped'],
  'action.members.import.confirmBranches': ['确认支部名称', 'Branch names confirmed'],
  'action.members.import.read': ['重新比对花名册', 'Roster compared again'],
  'action.members.import.mend': ['修改导入的行', 'Row mended'],
  'action.members.import.decide': ['处理疑似重复', 'Duplicates decided'],
  'action.members.import.commit': ['确认导入花名册', 'Roster import confirmed'],
  'action.members.import.cancel': ['放弃花名册导入', 'Roster import given up'],
  'approval.members.import.rows': ['新增 {new} 人，更改 {changed} 人', '{new} new people, {changed} changed'],
  'approval.members.import.file': ['文件：{name}', 'File: {name}'],
  'approval.members.import.field': ['更改“{field}”的 {people} 人', 'Another {field}: {people} {people?person:people}'],
  'approval.members.import.restFields': ['另有 {fields} 项内容有更改', '{fields} more {fields?field:fields} change'],
  'approval.members.import.names': ['更改的人：{names}', 'Changed: {names}'],
  'approval.members.import.someNames': [
    '更改的人：{names}等 {people} 人',
    'Changed: {names} and others, {people} in all',
  ],
};
