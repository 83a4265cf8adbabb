import type { Words } from '#ui/words.tsx';

export const recordsWords: Words = {
  'action.records.addProgram': ['登记学习记录程序', 'Program of learning records entered'],
  'action.records.revokeProgram': ['停用学习记录程序', 'Program of learning records revoked'],
  'action.records.takeStatements': ['程序存入学习记录', 'Learning records taken from a program'],
  'action.records.writeDocument': ['程序存入学习进度或资料', 'State or profile kept by a program'],
  'action.records.deleteDocuments': ['程序删除学习进度或资料', 'State or profile deleted by a program'],
  'action.records.noteLearnt': ['生成本人的学习记录', 'Own learning records made'],
  'action.records.makeOwnKey': ['发放本人记录的读取密钥', 'Key to the own records issued'],
  'action.records.endOwnKey': ['停用本人记录的读取密钥', 'Key to the own records ended'],
};
