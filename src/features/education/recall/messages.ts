import { catalogue } from '#shared/text.ts';

/** Refusals and problems of fields, by their keys. */
export const recallProblems = catalogue({
  'recall.topic_unknown': ['没有这个主题，或没有题目', 'No such topic, or it has no questions'],
  'recall.another': ['题目已经换了，请看现在的这道', 'Another question is asked now: please answer that one'],
  'recall.day_ahead': ['日期还没有到', 'That day is still to come'],
  'recall.reason_missing': ['请写明为什么不签', 'Say why it is not signed'],
  'recall.own_contribution': ['自己的贡献请别的同志签认', 'Another person signs what is your own'],
  'recall.decided': ['已经处理过了', 'It has been decided'],
});

export const recallTexts = catalogue({
  title: ['间隔复习', 'Spaced recall'],
  intro: [
    '每周几道题，快忘的时候再问一次。自愿开启，随时可关；只有您自己看得到。',
    'A few questions a week, asked again when they are about to be forgotten. By your choice, and seen by you alone.',
  ],
  off: ['还没有开启', 'Not switched on'],
  offHint: [
    '只记答对没答对、什么时候再问。不记答了多久，不计分，不排名，支部也看不到。',
    'Only whether an answer was right and when it comes again is kept: no time, no marks, no ranking, and nothing for the branch.',
  ],
  none: ['题库里还没有可问的题', 'The bank has nothing to ask yet'],
  topics: ['学什么', 'Topics'],
  topicLine: ['{name}（{items} 题）', '{name} ({items})'],
  weekly: ['每周几题', 'Questions a week'],
  weekly_3: ['3 题', '3'],
  weekly_5: ['5 题', '5'],
  weekly_10: ['10 题', '10'],
  start: ['开启', 'Switch on'],
  save: ['保存', 'Save'],
  change: ['调整主题和题数', 'Topics and number'],
  leave: ['关闭并删除记录', 'Leave and delete'],
  leaveHint: [
    '您的选择、答题记录和下次时间全部删除，无法找回。',
    'Your choice, your answers and when they come again are deleted for good.',
  ],
  left: ['本周还有 {left} 题', '{left} left this week'],
  doneWeek: ['本周的题答完了', 'This week is done'],
  doneNow: ['现在没有要复习的题', 'Nothing to recall just now'],
  nextOn: ['下一道在 {day}', 'The next one comes on {day}'],
  several: ['不止一个正确', 'More than one is right'],
  judgeTrue: ['正确', 'True'],
  judgeFalse: ['错误', 'False'],
  gap: ['第 {n} 空', 'Gap {n}'],
  answer: ['回答', 'Answer'],
  right: ['答对了', 'Right'],
  wrong: ['没答对', 'Not right'],
  rightIs: ['正确答案：{answer}', 'Right: {answer}'],
  again: ['{day} 再问一次', 'Asked again on {day}'],
  next: ['下一题', 'Next'],
  toEvidence: ['我的学习证据', 'My evidence of learning'],
});

export const evidenceTexts = catalogue({
  title: ['我的学习证据', 'My evidence of learning'],
  intro: [
    '学会了什么，做了什么。没有时长，没有积分，只有您自己看得到；贡献由支部签认。',
    'What was learnt and done. No minutes and no points, for your eyes alone; contributions are signed by the branch.',
  ],
  recall: ['复习', 'Recall'],
  noRecall: ['还没有答过复习题', 'No question of recall answered yet'],
  known: ['至少掌握 {percent}%', 'At least {percent}% known'],
  unknown: ['还看不出来', 'Cannot be told yet'],
  unknownHint: ['答对的题还不够排除猜对的可能。', 'What was right so far could still be guessed.'],
  facts: [
    '初次作答 {firsts} 题，分布在 {weeks} 周',
    '{firsts} answered for the first time, over {weeks} {weeks?week:weeks}',
  ],
  keptLine: ['再次问到 {again} 题，仍然记得 {kept} 题', 'Of {again} that came again, {kept} still known'],
  contributions: ['学习贡献', 'Contributions'],
  none: ['还没有', 'None yet'],
  add: ['写一项贡献', 'State a contribution'],
  addHint: [
    '在学习会上讲了什么、教会了谁、做了什么。由支部书记签认。',
    'What you told, taught or did for a session. The secretary of the branch signs it.',
  ],
  topic: ['主题', 'Topic'],
  givenOn: ['哪一天', 'On which day'],
  words: ['做了什么', 'What you did'],
  send: ['请支部签认', 'Ask the branch to sign'],
  state: ['状态', 'State'],
  state_stated: ['等支部签认', 'Waits for the branch'],
  state_signed: ['已签认', 'Signed'],
  state_declined: ['没有签认', 'Not signed'],
  signedBy: ['{signer}，{day}', '{signer}, {day}'],
});

export const contributionTexts = catalogue({
  title: ['学习贡献签认', 'Contributions to sign'],
  intro: [
    '党员写下在学习中做了什么，由本支部签认。签的是事实，不打分。',
    'Members say what they did for a session; the own branch signs the fact. Nothing is marked.',
  ],
  name: ['党员', 'Member'],
  show: ['显示', 'Show'],
  show_stated: ['待签认', 'To be signed'],
  show_all: ['全部', 'All'],
  caption: ['学习贡献', 'Contributions'],
  act: ['处理', 'Decide'],
  sign: ['签认', 'Sign'],
  decline: ['不签', 'Do not sign'],
  reason: ['为什么不签', 'Why not'],
  empty: ['没有待签认的贡献', 'Nothing waits to be signed'],
  done: ['已处理', 'Decided'],
  other: ['请别的同志签', 'For another to sign'],
});
