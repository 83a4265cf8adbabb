import type { Words } from '#ui/words.tsx';

export const bankWordsOfCodes: Words = {
  'job.bank.import': ['读取题库文件', 'Reading a file of questions'],
  'todo.list.bank.review': ['待审核的题目', 'Questions to review'],
  'action.bank.export': ['导出题库', 'Bank exported'],
  'action.bank.create': ['新建题目', 'Question written'],
  'action.bank.save': ['修改题目', 'Question changed'],
  'action.bank.remove': ['删除题目草稿', 'Draft of a question deleted'],
  'action.bank.propose': ['题目送审', 'Question submitted'],
  'action.bank.approve': ['发布题目', 'Question published'],
  'action.bank.return': ['退回题目', 'Question sent back'],
  'action.bank.retire': ['停用题目', 'Question retired'],
  'action.bank.addCategory': ['新增题库分类', 'Category of questions added'],
  'action.bank.editCategory': ['修改题库分类', 'Category of questions changed'],
  'action.bank.import.upload': ['上传题库文件', 'File of questions sent'],
  'action.bank.import.map': ['指定题库文件的列', 'Columns of a file of questions named'],
  'action.bank.import.mend': ['修改导入的题目', 'Imported question mended'],
  'action.bank.import.decide': ['处理重复的题目', 'Repeated questions decided'],
  'action.bank.import.assign': ['为导入的题目指定分类', 'Category of imported questions given'],
  'action.bank.import.commit': ['确认导入题目', 'Import of questions confirmed'],
  'action.bank.import.undo': ['撤销题目导入', 'Import of questions undone'],
  'action.bank.import.cancel': ['放弃题目导入', 'Import of questions given up'],
};
