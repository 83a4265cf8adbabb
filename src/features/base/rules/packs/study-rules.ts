import { atLeast, book, every, period, type Rule } from './rule.ts';

const plan = book('plan2024', 'C');
const practice = book('practice', 'unsourced');

/** Study of members: the hours of a year, what gives them, and the trainings that somebody needs. */
export const studyRules: readonly Rule[] = [
  plan(
    'study.member',
    atLeast(32),
    ['规划主要指标', '党员每年集中学习培训不少于32学时', 'A member studies at least 32 hours a year'],
    [
      [{ count: 32, of: 'studyHours' }, true, '32学时达标', '32 study hours are enough'],
      [{ count: 31 }, false, '31学时未达标', '31 study hours are not enough'],
    ],
    { unit: 'studyHours' },
  ),
  plan(
    'study.leader',
    atLeast(56),
    ['规划主要指标', '基层党组织书记和班子成员每年不少于56学时', 'Secretaries and committee members at least 56 hours'],
    [
      [{ count: 56, of: 'studyHours' }, true, '56学时达标', '56 study hours are enough'],
      [{ count: 55 }, false, '55学时未达标', '55 study hours are not enough'],
    ],
    { unit: 'studyHours' },
  ),
  plan(
    'study.newSecretary',
    period(6, 'months'),
    ['规划主要指标', '新任书记任职后6个月内培训', 'A new secretary is trained within six months'],
    [[{ from: '2026-03-15' }, '2026-09-15', '9月15日前', 'By 15 September']],
  ),
  practice(
    'study.hoursPerDay',
    atLeast(8),
    ['地方规定', '1天折合8学时', 'One day counts as eight study hours'],
    [
      [{ count: 8, of: 'studyHours' }, true, '满8学时计1天', 'Eight study hours count as a day'],
      [{ count: 7 }, false, '7学时不足1天', 'Seven study hours are less than a day'],
      [{ count: 9 }, true, '9学时满1天', 'Nine study hours make a day'],
    ],
    { unit: 'studyHours', confidence: 'C' },
  ),
  plan(
    'study.leaderTraining',
    every(1, 'year'),
    [
      '规划主要指标',
      '基层党组织书记和班子成员每年至少参加1次集中培训',
      'Secretaries and committee members join a training at least once a year',
    ],
    [
      [{ count: 1, of: 'times/year' }, true, '1次达标', 'Once is enough'],
      [{ count: 0 }, false, '没有参加未达标', 'None is not enough'],
    ],
  ),
  plan(
    'study.probationTraining',
    atLeast(1),
    [
      '规划主要指标',
      '新党员在预备期内至少参加1次集中培训',
      'A new member joins a training at least once while probationary',
    ],
    [
      [{ count: 1, of: 'times' }, true, '1次达标', 'Once is enough'],
      [{ count: 0 }, false, '没有参加未达标', 'None is not enough'],
    ],
    { unit: 'times' },
  ),
  practice(
    'study.hoursPerHalfDay',
    atLeast(4),
    ['地方规定', '半天折合4学时', 'Half a day counts as four study hours'],
    [
      [{ count: 4, of: 'studyHours' }, true, '满4学时计半天', 'Four study hours count as half a day'],
      [{ count: 3 }, false, '3学时不足半天', 'Three study hours are less than half a day'],
    ],
    { unit: 'studyHours', confidence: 'C' },
  ),
  practice(
    'study.hoursPerHour',
    atLeast(1),
    [
      '地方规定',
      '1小时折合1学时，不足半小时的部分不计',
      'One hour counts as one study hour; less than half an hour is left out',
    ],
    [
      [{ count: 1, of: 'studyHours' }, true, '1小时计1学时', 'An hour counts as one study hour'],
      [{ count: 0.5 }, false, '半小时不足1学时', 'Half an hour is less than a study hour'],
    ],
    { unit: 'studyHours', confidence: 'C' },
  ),
  practice(
    'study.meetingWithoutEnd',
    atLeast(1),
    ['工作惯例', '会议没有记结束时间的，计1学时', 'A meeting without an hour of its end counts as one study hour'],
    [
      [{ count: 1, of: 'studyHours' }, true, '计1学时', 'It counts as one study hour'],
      [{ count: 0 }, false, '不足1学时', 'Less than one study hour'],
    ],
    { unit: 'studyHours' },
  ),
  practice(
    'study.classAttendance',
    atLeast(80),
    ['工作惯例', '培训班出勤满八成的发结业证书', 'Whoever was at four fifths of a class gets its certificate'],
    [
      [{ count: 80, of: 'share' }, true, '出勤80%，发证', '80 per cent: a certificate'],
      [{ count: 79 }, false, '出勤79%，不发证', '79 per cent: none'],
    ],
    { unit: 'share' },
  ),
];
