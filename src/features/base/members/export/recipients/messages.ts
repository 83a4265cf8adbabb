import { catalogue } from '#shared/text.ts';

/** Whom a list is for, in words. */
export const recipientTexts = catalogue({
  own: ['本组织内部使用', 'For use in one’s own organisation'],
  superior: ['上级党组织', 'A superior Party organisation'],
  department: ['县委组织部', 'The county’s organisation department'],
  national: ['全国党员管理信息系统', 'The national member system'],
  other: ['其他单位', 'Somebody else'],
  named: ['{recipient}（{name}）', '{recipient} ({name})'],
  handedTo: ['接收方：{recipient}', 'Given to: {recipient}'],
});
