import { catalogue } from '#shared/text.ts';

export const approvalRefusals = catalogue({
  'approval.not_usable': ['复核未通过、已使用或已过期', 'The approval was not given, has been used, or has run out'],
  'approval.own': ['不能复核自己提出的事项', 'Nobody approves the own request'],
  'approval.over': ['该事项已经办结或过期', 'This request has been decided or has run out'],
  'answer.required': ['退回时请写明理由', 'Say why you refuse'],
});
