import { catalogue } from '#shared/text.ts';

/** What a member is told; `notice.<kind>` in the words of the pages says the same. */
export const correctionNotices = catalogue({
  'corrections.accepted': ['您的更正申请已同意，档案已更改', 'Your correction was accepted; the file is changed'],
  'corrections.refused': ['您的更正申请已退回，请查看理由', 'Your correction was refused; see why'],
});

/** The words of the pages about corrections that members ask for. */
export const correctionTexts = catalogue({
  title: ['更正申请', 'Corrections'],
  intro: [
    '党员在手机端提出的档案更正。同意即写入档案并记入变更记录；退回须写明理由，本人可以看到。',
    'What members ask to have corrected. Agreeing changes the file; refusing needs a reason, which the member reads.',
  ],
  waiting: ['待办理', 'Waiting'],
  all: ['全部', 'All'],
  state: ['办理情况', 'State'],
  states_waiting: ['待办理', 'Waiting'],
  states_accepted: ['已同意', 'Accepted'],
  states_refused: ['已退回', 'Refused'],
  states_withdrawn: ['本人已撤回', 'Withdrawn'],
  emptyWaiting: ['没有待办理的更正申请', 'No correction is waiting'],
  emptyAll: ['没有更正申请', 'No correction has been asked for'],
  emptyOfMember: ['该党员没有提出过更正申请', 'This member has asked for no correction'],
  caption: ['更正申请列表', 'List of corrections'],
  change: ['{field}更正', 'Correction of {field}'],
  current: ['现登记', 'On record'],
  wanted: ['申请更正为', 'Wanted'],
  reason: ['申请理由', 'Reason given'],
  reasonIs: ['申请理由：{reason}', 'Reason given: {reason}'],
  askedAt: ['申请时间', 'Asked'],
  decidedBy: ['{decider} 办理于 {at}', 'Decided by {decider} on {at}'],
  answerIs: ['；答复：{answer}', '. Answer: {answer}'],
  accept: ['同意', 'Agree'],
  refuse: ['退回', 'Refuse'],
  acceptOf: ['同意{name}的{field}更正', 'Agree: {field} of {name}'],
  refuseOf: ['退回{name}的{field}更正', 'Refuse: {field} of {name}'],
  acceptHint: [
    '同意后档案中的“{field}”改为申请的内容，经办人记为您。',
    'The field “{field}” takes the wanted value; you stand as the one who changed it.',
  ],
  refuseHint: ['退回理由会告知本人。', 'The member reads the reason.'],
  answerLabel: ['退回理由', 'Why you refuse'],
  answerOptional: ['答复（可不填）', 'Answer (optional)'],
  accepted: ['已同意并写入档案', 'Accepted; the file has been changed'],
  refused: ['已退回', 'Refused'],
  partTitle: ['待办理的更正申请', 'Corrections waiting'],
  partAll: ['全部 {count} 件', 'All {count}'],
  partEmpty: ['没有待办理的更正申请', 'No correction is waiting'],
  partLine: ['{name}申请更正{field}', '{name}: {field}'],
});
