import { book, every, period, share, type Rule } from './rule.ts';

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
      [{ count: 8, total: 10, of: 'entitled' }, true, '应到10人，实到8人，有效', 'Ten entitled, eight present: valid'],
      [{ count: 7, total: 10 }, false, '应到10人，实到7人，无效', 'Ten entitled, seven present: not valid'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.elected.present',
    share('>', 1, 2, 'present'),
    ['条号未核', '赞成票超过实到会有选举权人数的一半为当选', 'Elected by more than half of the voters present'],
    [
      [{ count: 5, total: 8, of: 'present' }, true, '实到8人，5票当选', 'Eight present: elected with five votes'],
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
      [{ count: 6, total: 10, of: 'entitled' }, true, '应到10人，6票当选', 'Ten entitled: elected with six votes'],
      [{ count: 5, total: 10 }, false, '应到10人，5票不过半', 'Ten entitled: five votes are not more than half'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.preliminary.present',
    share('>', 1, 2, 'present'),
    [
      '条号未核',
      '差额预选时，赞成票超过实到会有选举权人数的一半，方可列为候选人；超过半数的多于名额时以得票多少为序，票数相等或者不足名额的，按正式选举的办法处理',
      'Preliminary vote: a candidate is whom more than half of the voters present name, by votes where they are too many; equal votes and open places go as in the formal vote',
    ],
    [
      [
        { count: 5, total: 8, of: 'present' },
        true,
        '实到8人，5票列为候选人',
        'Eight present: a candidate with five votes',
      ],
      [{ count: 4, total: 8 }, false, '实到8人，4票不过半', 'Eight present: four votes are not more than half'],
    ],
    { confidence: 'C' },
  ),
  election(
    'election.preliminary.entitled',
    share('>', 1, 2, 'entitled'),
    [
      '条号未核',
      '差额预选按应到会有选举权人数计算时，赞成票超过其一半，方可列为候选人',
      'Preliminary vote where those entitled are the denominator: a candidate is whom more than half of them name',
    ],
    [
      [
        { count: 6, total: 10, of: 'entitled' },
        true,
        '应到10人，6票列为候选人',
        'Ten entitled: a candidate with six votes',
      ],
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
      [{ seats: 6 }, 8, '应选6人，候选人至少8人', 'Six seats need at least eight candidates'],
      [{ seats: 10 }, 12, '应选10人，候选人至少12人', 'Ten seats need at least twelve candidates'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.method.secretary',
    { kind: 'choice', choice: 'equal', of: ['equal', 'surplus'] },
    [
      '条号未核',
      '书记、副书记由新一届委员会第一次全体会议等额选举产生（不设委员会的由党员大会选举）',
      'Secretary and deputies: the new committee elects them from as many candidates as seats (the members’ meeting where there is none)',
    ],
    [[{}, 'equal', '书记、副书记等额选举', 'Secretary and deputies: as many candidates as seats']],
    { confidence: 'B' },
  ),
  election(
    'election.returned',
    share('<=', 1, 1, 'issued'),
    [
      '条号未核',
      '收回的选票等于或少于发出的选票，选举有效；多于发出的选票，选举无效，重新选举',
      'No more ballots come back than were issued; otherwise the whole vote is void and held again',
    ],
    [
      [{ count: 10, total: 10, of: 'issued' }, true, '发出10张，收回10张，有效', 'Ten issued, ten returned: valid'],
      [{ count: 9, total: 10 }, true, '发出10张，收回9张，有效', 'Ten issued, nine returned: valid'],
      [{ count: 11, total: 10 }, false, '发出10张，收回11张，无效', 'Ten issued, eleven returned: void'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.names',
    share('<=', 1, 1, 'seats'),
    [
      '条号未核',
      '每张选票所选人数等于或少于应选人数的有效，多于应选人数的无效',
      'A ballot names no more people than there are seats; one with more is invalid',
    ],
    [
      [{ count: 3, total: 3, of: 'seats' }, true, '应选3人，选3人，有效', 'Three seats, three names: valid'],
      [{ count: 2, total: 3 }, true, '应选3人，选2人，有效', 'Three seats, two names: valid'],
      [{ count: 4, total: 3 }, false, '应选3人，选4人，无效', 'Three seats, four names: invalid'],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.tie',
    { kind: 'choice', choice: 'revote', of: ['revote', 'lot'] },
    [
      '条号未核',
      '票数相等不能确定当选人时，对得票相等的候选人再次投票',
      'Where equal votes leave it open who is elected, those with equal votes are voted on again',
    ],
    [[{}, 'revote', '对得票相等的再次投票，得票多的当选', 'Those with equal votes are voted on again']],
    { confidence: 'B' },
  ),
  election(
    'election.tooFew',
    { kind: 'choice', choice: 'again', of: ['again', 'fewer_seats'] },
    [
      '条号未核',
      '得赞成票超过半数的少于应选人数时，不足的名额另行选举；接近应选人数的，经半数以上选举人同意可以减少名额',
      'Fewer pass than there are seats: the open seats are elected again; where nearly all are filled, fewer seats with the consent of more than half',
    ],
    [[{}, 'again', '不足的名额另行选举', 'The open seats are elected again']],
    { confidence: 'B' },
  ),
  election(
    'election.roll.abroad',
    period(6, 'months'),
    [
      '条号未核',
      '自费出国（境）半年以上的，经批准可不计入应到会人数',
      'Abroad at own cost for more than half a year: not counted, with consent',
    ],
    [
      [
        { from: '2026-02-10' },
        '2026-08-10',
        '2月10日出国，8月10日满半年',
        'Left on 10 February: half a year on 10 August',
      ],
      [
        { from: '2025-08-31' },
        '2026-02-28',
        '8月31日出国，2月无此日取月末',
        'Left on 31 August: February ends on the 28th',
      ],
    ],
    { confidence: 'B' },
  ),
  election(
    'election.roll.absent',
    period(6, 'months'),
    [
      '条号未核',
      '应转组织关系因故未转、外出半年以上的，经批准可不计入应到会人数',
      'A transfer due but not made for good reason, absent for half a year: not counted, with consent',
    ],
    [
      [
        { from: '2026-02-10' },
        '2026-08-10',
        '2月10日外出，8月10日满半年',
        'Left on 10 February: half a year on 10 August',
      ],
      [
        { from: '2025-08-31' },
        '2026-02-28',
        '8月31日外出，2月无此日取月末',
        'Left on 31 August: February ends on the 28th',
      ],
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
        { count: 5, total: 10, of: 'entitled' },
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
      [{ count: 6, total: 10, of: 'entitled' }, true, '应到10人，6票通过', 'Ten entitled: six votes pass'],
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
      [{ count: 2, total: 4, of: 'committee' }, true, '4名委员到会2名', 'Two of four committee members are present'],
      [{ count: 2, total: 5 }, false, '5名委员到会2名不足', 'Two of five committee members are not enough'],
    ],
  ),

  branch(
    'meeting.general',
    every(1, 'quarter'),
    ['第四章（条号未核）', '党员大会每季度至少1次', 'A members’ meeting every quarter'],
    [
      [{ count: 1, of: 'times/quarter' }, true, '一季度1次', 'Once in the quarter'],
      [{ count: 0 }, false, '一季度未开', 'None was held in the quarter'],
    ],
  ),
  branch(
    'meeting.committee',
    every(1, 'month'),
    ['第四章（条号未核）', '支部委员会会议每月至少1次', 'A committee meeting every month'],
    [
      [{ count: 0, of: 'times/month' }, false, '一月未开', 'None was held in the month'],
      [{ count: 1 }, true, '一月1次', 'Once in the month'],
    ],
  ),
  branch(
    'meeting.group',
    every(1, 'month'),
    ['第四章（条号未核）', '党小组会每月至少1次', 'A group meeting every month'],
    [
      [{ count: 2, of: 'times/month' }, true, '一月2次', 'Twice in the month'],
      [{ count: 0 }, false, '一月未开', 'None was held in the month'],
      [{ count: 1 }, true, '一月1次', 'Once in the month'],
    ],
  ),
  branch(
    'meeting.partyDay',
    every(1, 'month'),
    ['第五章（条号未核）', '主题党日每月1次，相对固定1天', 'A themed Party day every month'],
    [
      [{ count: 1, of: 'times/month' }, true, '一月1次', 'Once in the month'],
      [{ count: 0 }, false, '一月未开展', 'None was held in the month'],
    ],
  ),
  practice(
    'meeting.lesson',
    every(1, 'quarter'),
    ['地方考核惯例', '党课每季度1次', 'A Party lesson every quarter'],
    [
      [{ count: 1, of: 'times/quarter' }, true, '一季度1次', 'Once in the quarter'],
      [{ count: 0 }, false, '一季度未讲', 'None was given in the quarter'],
    ],
  ),
  branch(
    'meeting.secretaryLesson',
    every(1, 'year'),
    [
      '第五章（条号未核）',
      '党委（党组）书记每年至少讲1次党课',
      'The committee secretary gives a Party lesson every year',
    ],
    [
      [{ count: 0, of: 'times/year' }, false, '全年未讲', 'None was given in the year'],
      [{ count: 1 }, true, '全年1次', 'Once in the year'],
    ],
  ),
  branch(
    'meeting.lifeMeeting',
    every(1, 'year'),
    [
      '第五章（条号未核）',
      '组织生活会每年至少1次，一般在第四季度',
      'An organisation-life meeting every year, generally in the fourth quarter',
    ],
    [
      [{ count: 1, of: 'times/year' }, true, '全年1次', 'Once in the year'],
      [{ count: 0 }, false, '全年未开', 'None was held in the year'],
    ],
  ),
  branch(
    'meeting.appraisal',
    every(1, 'year'),
    ['第五章（条号未核）', '民主评议党员每年1次', 'Members are appraised once a year'],
    [
      [{ count: 1, of: 'times/year' }, true, '全年1次', 'Once in the year'],
      [{ count: 0 }, false, '全年未评议', 'None was held in the year'],
    ],
  ),
  branch(
    'meeting.talks',
    every(1, 'year'),
    ['第五章（条号未核）', '谈心谈话每年不少于1次', 'Each talks with each other at least once a year'],
    [
      [{ count: 0, of: 'times/year' }, false, '全年未谈', 'None was held in the year'],
      [{ count: 1 }, true, '全年1次', 'Once in the year'],
    ],
  ),
];
