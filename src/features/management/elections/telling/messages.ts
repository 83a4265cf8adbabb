import { catalogue } from '#shared/text.ts';

/** What people are told about elections; `notice.<kind>` in the words of the pages says the same. */
export const electionNotices = catalogue({
  'election.near': ['{day} 将进行选举，请做好准备', 'An election is on {day}; please prepare it'],
  'election.over': ['{day} 的选举尚未录入计票', 'The count of the election of {day} is not entered yet'],
  'election.confirm': [
    '选举计票已录入，请您作为第二人核对确认',
    'A count was entered; please confirm it as the second person',
  ],
  'election.confirmed': [
    '您录入的选举计票已由第二人核对确认',
    'The count you entered was confirmed by a second person',
  ],
  'election.announced': ['{day} 的选举已宣布结果', 'The result of the election of {day} was announced'],
  'election.named': [
    '{day} 的预选已宣布结果，候选人已产生',
    'The result of the preliminary vote of {day} was announced: the candidates are named',
  ],
  'election.cancelled': ['原定 {day} 的选举已取消', 'The election planned for {day} was called off'],
});
