import type { Words } from '#ui/words.tsx';

export const electionWords: Words = {
  'notice.election.near': ['{day} 将进行选举，请做好准备', 'An election is on {day}; please prepare it'],
  'notice.name.election.near': ['选举临近', 'Elections that draw near'],
  'notice.election.over': ['{day} 的选举尚未录入计票', 'The count of the election of {day} is not entered yet'],
  'notice.name.election.over': ['选举计票未录入', 'Counts not entered'],
  'notice.election.confirm': [
    '选举计票已录入，请您作为第二人核对确认',
    'A count was entered; please confirm it as the second person',
  ],
  'notice.name.election.confirm': ['选举计票待核对', 'Counts to confirm'],
  'notice.election.confirmed': [
    '您录入的选举计票已由第二人核对确认',
    'The count you entered was confirmed by a second person',
  ],
  'notice.name.election.confirmed': ['选举计票已核对', 'Counts confirmed'],
  'notice.election.announced': ['{day} 的选举已宣布结果', 'The result of the election of {day} was announced'],
  'notice.name.election.announced': ['选举结果', 'Results of elections'],
  'notice.election.named': [
    '{day} 的预选已宣布结果，候选人已产生',
    'The result of the preliminary vote of {day} was announced: the candidates are named',
  ],
  'notice.name.election.named': ['预选结果', 'Results of preliminary votes'],
  'notice.election.cancelled': ['原定 {day} 的选举已取消', 'The election planned for {day} was called off'],
  'notice.name.election.cancelled': ['选举取消', 'Elections called off'],
  'todo.list.terms.ending': ['待筹备换届', 'Elections to prepare'],
  'todo.list.elections.open': ['进行中的选举', 'Elections to bring on'],
  'todo.list.elections.enter': ['选举结果待登记', 'Results of elections to enter'],
};
