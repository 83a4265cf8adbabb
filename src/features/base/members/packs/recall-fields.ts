/** Spaced recall and contributions to study. What is recalled is seen by the person alone. */
import { PLATFORM, RECORD, fieldsOf, type Profile } from './field.ts';

const OWN: Profile = { ...PLATFORM, secrecy: 'sensitive', seenBy: ['self'], legalBasis: 'consent', recipients: [] };

export const recallFields = [
  ...fieldsOf('recall_choice', OWN, [
    ['topics', '选的主题', 'Topics chosen', 'list'],
    ['with_courses', '学完的课程自动加入', 'Topics of finished courses join', 'bool'],
    ['weekly', '每周题数', 'Questions a week', 'int'],
    ['since', '开启日期', 'Since', 'date'],
  ]),
  ...fieldsOf('recall_card', OWN, [
    ['topic', '主题', 'Topic', 'text'],
    ['stability', '记忆稳定度（模型）', 'Stability, by the model', 'int'],
    ['hardness', '题目对本人的难度（模型）', 'Hardness, by the model', 'int'],
    ['answered', '答过的次数', 'Times answered', 'int'],
    ['lapses', '忘记的次数', 'Times forgotten', 'int'],
    ['answered_on', '上次作答日期', 'Last answered on', 'date'],
    ['due_on', '下次再问的日期', 'Asked again on', 'date'],
  ]),
  ...fieldsOf('recall_answer', OWN, [
    ['topic', '主题', 'Topic', 'text'],
    ['answered_on', '作答日期', 'Answered on', 'date'],
    ['is_right', '是否答对', 'Right', 'bool'],
    ['is_first', '是否初次作答', 'First time', 'bool'],
    ['chance', '猜对的可能', 'Chance of a guess', 'int'],
    ['expected', '模型预计记得的可能', 'Expected by the model', 'int'],
  ]),
  ...fieldsOf('study_contribution', { ...RECORD, seenBy: ['self', 'branch_secretary', 'organisation_member'] }, [
    ['topic', '主题', 'Topic', 'text'],
    ['words', '学习贡献', 'Contribution', 'text'],
    ['given_on', '贡献日期', 'Given on', 'date'],
    ['state', '签认情况', 'Signed or not', 'text'],
    ['signer', '签认人', 'Signed by', 'text'],
    ['signed_on', '签认日期', 'Signed on', 'date'],
    ['reason', '不签的理由', 'Why not signed', 'text'],
  ]),
];
