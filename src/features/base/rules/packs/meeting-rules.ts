import { book, every, share, type Rule } from './rule.ts';

const branch = book('branch2018', 'B');
const election = book('election2020', 'A');
const practice = book('practice', 'C');

/** Validity of meetings and elections; how often a branch meets. */
export const meetingRules: readonly Rule[] = [
  election(
    'election.quorum',
    share('>=', 4, 5, 'entitled'),
    [
      '条号未核',
      '有选举权的到会人数不少于应到会人数的五分之四，会议有效',
      'Voters present are at least four fifths of those entitled',
    ],
    [
      [{ count: 8, total: 10 }, true, '应到10人，实到8人，有效', 'Ten entitled, eight present: valid'],
      [{ count: 7, total: 10 }, false, '应到10人，实到7人，无效', 'Ten entitled, seven present: not valid'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.elected.present',
    share('>', 1, 2, 'present'),
    ['条号未核', '赞成票超过实到会有选举权人数的一半为当选', 'Elected by more than half of the voters present'],
    [
      [{ count: 5, total: 8 }, true, '实到8人，5票当选', 'Eight present: elected with five votes'],
      [{ count: 4, total: 8 }, false, '实到8人，4票不过半', 'Eight present: four votes are not more than half'],
    ],
    { confidence: 'C' },
  ),
  election(
    'election.elected.entitled',
    share('>', 1, 2, 'entitled'),
    [
      '条号未核',
      '按应到会有选举权人数计算时，赞成票须超过其一半',
      'Where those entitled are the denominator: more than half of them',
    ],
    [
      [{ count: 6, total: 10 }, true, '应到10人，6票当选', 'Ten entitled: elected with six votes'],
      [{ count: 5, total: 10 }, false, '应到10人，5票不过半', 'Ten entitled: five votes are not more than half'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.denominator',
    { kind: 'choice', choice: 'present', of: ['present', 'entitled'] },
    [
      '条号未核',
      '当选票数的分母：实到会（各来源不一，可由县里调整）',
      'Denominator of an election: those present (sources differ; the county may set it)',
    ],
    [[{}, 'present', '默认按实到会计算', 'Those present are counted unless the county says otherwise']],
    { confidence: 'C' },
  ),
  election(
    'election.surplus',
    { kind: 'surplus', part: 1, whole: 5 },
    ['条号未核', '委员候选人的差额不少于应选人数的20%', 'Candidates exceed the seats by at least 20 %'],
    [
      [{ seats: 3 }, 4, '应选3人，候选人至少4人', 'Three seats need at least four candidates'],
      [{ seats: 5 }, 6, '应选5人，候选人至少6人', 'Five seats need at least six candidates'],
      [{ seats: 7 }, 9, '应选7人，候选人至少9人', 'Seven seats need at least nine candidates'],
    ],
    { confidence: 'B' },
  ),

  branch(
    'branchVote.present',
    share('>=', 1, 2, 'entitled'),
    [
      '第四章（条号未核）',
      '有表决权的党员到会半数以上，方可开会表决',
      'At least half of the voting members are present',
    ],
    [
      [
        { count: 5, total: 10 },
        true,
        '应到10人，到会5人，会议有效',
        'Ten entitled, five present: the meeting is valid',
      ],
      [{ count: 4, total: 10 }, false, '应到10人，到会4人，无效', 'Ten entitled, four present: not valid'],
    ],
  ),
  branch(
    'branchVote.pass',
    share('>', 1, 2, 'entitled'),
    [
      '第四章（条号未核）',
      '赞成人数超过应到会有表决权党员的半数为通过',
      'Passed by more than half of those entitled to vote',
    ],
    [
      [{ count: 6, total: 10 }, true, '应到10人，6票通过', 'Ten entitled: six votes pass'],
      [{ count: 5, total: 10 }, false, '应到10人，5票不通过', 'Ten entitled: five votes do not pass'],
    ],
  ),
  branch(
    'branchCommittee.present',
    share('>=', 1, 2, 'committee'),
    [
      '第四章（条号未核）',
      '支部委员会须有半数以上委员到会方可决定',
      'A branch committee decides with at least half of its members present',
    ],
    [
      [{ count: 2, total: 4 }, true, '4名委员到会2名', 'Two of four committee members are present'],
      [{ count: 2, total: 5 }, false, '5名委员到会2名不足', 'Two of five committee members are not enough'],
    ],
  ),

  branch(
    'meeting.general',
    every(1, 'quarter'),
    ['第四章（条号未核）', '党员大会每季度至少1次', 'A members’ meeting every quarter'],
    [[{ count: 1 }, true, '一季度1次', 'Once in the quarter']],
  ),
  branch(
    'meeting.committee',
    every(1, 'month'),
    ['第四章（条号未核）', '支部委员会会议每月至少1次', 'A committee meeting every month'],
    [[{ count: 0 }, false, '一月未开', 'None was held in the month']],
  ),
  branch(
    'meeting.group',
    every(1, 'month'),
    ['第四章（条号未核）', '党小组会每月至少1次', 'A group meeting every month'],
    [[{ count: 2 }, true, '一月2次', 'Twice in the month']],
  ),
  branch(
    'meeting.partyDay',
    every(1, 'month'),
    ['第五章（条号未核）', '主题党日每月1次，相对固定1天', 'A themed Party day every month'],
    [[{ count: 1 }, true, '一月1次', 'Once in the month']],
  ),
  practice(
    'meeting.lesson',
    every(1, 'quarter'),
    ['地方考核惯例', '党课每季度1次', 'A Party lesson every quarter'],
    [[{ count: 1 }, true, '一季度1次', 'Once in the quarter']],
  ),
  branch(
    'meeting.secretaryLesson',
    every(1, 'year'),
    [
      '第五章（条号未核）',
      '党委（党组）书记每年至少讲1次党课',
      'The committee secretary gives a Party lesson every year',
    ],
    [[{ count: 0 }, false, '全年未讲', 'None was given in the year']],
  ),
  branch(
    'meeting.lifeMeeting',
    every(1, 'year'),
    [
      '第五章（条号未核）',
      '组织生活会每年至少1次，一般在第四季度',
      'An organisation-life meeting every year, generally in the fourth quarter',
    ],
    [[{ count: 1 }, true, '全年1次', 'Once in the year']],
  ),
  branch(
    'meeting.appraisal',
    every(1, 'year'),
    ['第五章（条号未核）', '民主评议党员每年1次', 'Members are appraised once a year'],
    [[{ count: 1 }, true, '全年1次', 'Once in the year']],
  ),
  branch(
    'meeting.talks',
    every(1, 'year'),
    ['第五章（条号未核）', '谈心谈话每年不少于1次', 'Each talks with each other at least once a year'],
    [[{ count: 0 }, false, '全年未谈', 'None was held in the year']],
  ),
];
