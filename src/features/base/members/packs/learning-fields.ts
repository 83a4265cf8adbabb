/** What programs of others keep about learners: for the learner alone, and for the program that sent it. */
import { RECORD, fieldsOf, type Profile } from './field.ts';

const LEARNING: Profile = { ...RECORD, secrecy: 'sensitive', seenBy: ['self'], sourceOfTruth: 'self', recipients: [] };

export const learningFields = [
  ...fieldsOf('xapi_learner', { ...LEARNING, secrecy: 'personal' }, [
    ['key_made_at', '读取密钥发放时间', 'Key issued at', 'time'],
  ]),
  ...fieldsOf('xapi_statement', LEARNING, [
    ['sealed', '学习记录原文', 'Statement as it was sent', 'encrypted'],
    ['verb', '做了什么', 'Verb', 'text'],
    ['activity', '学习的内容', 'Activity', 'text'],
    ['activities', '涉及的内容', 'Activities', 'list'],
    ['stored', '存入时间', 'Stored at', 'time'],
  ]),
  ...fieldsOf('xapi_attachment', LEARNING, [['sealed', '学习记录附件', 'Attachment of a statement', 'encrypted']]),
  ...fieldsOf('xapi_document', LEARNING, [
    ['sealed', '学习进度和资料', 'State or profile', 'encrypted'],
    ['activity', '学习的内容', 'Activity', 'text'],
    ['name', '名称', 'Name of the document', 'text'],
    ['updated', '更新时间', 'Updated at', 'time'],
  ]),
];
