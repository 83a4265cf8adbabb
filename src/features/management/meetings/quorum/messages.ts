import { catalogue } from '#shared/text.ts';

export const quorumTexts = catalogue({
  quorumMet: [
    '到会有表决权 {present} 人，达到规定的 {need} 人，可以表决',
    '{present} who may vote are present, {need} are needed: the meeting can decide',
  ],
  quorumOpen: [
    '有表决权的须到会 {need} 人方可表决，现到 {present} 人',
    '{need} who may vote have to be present; {present} are so far',
  ],
  quorumMissed: [
    '到会有表决权 {present} 人，不足规定的 {need} 人，不能形成决议',
    '{present} who may vote are present, {need} are needed: the meeting cannot decide',
  ],
  howCounted: ['人数怎么算的', 'How these numbers come about'],
  listed_roster: ['{day}的党员名册：{count} 人', 'The roster of {day}: {count} {count?member:members}'],
  listed_committee: ['{day}在任的支部委员：{count} 人', 'The committee of {day}: {count} {count?member:members}'],
  listed_chosen: ['从{day}的名册中选定：{count} 人', 'Chosen from the roster of {day}: {count} {count?member:members}'],
  exempt: ['年老体弱且未到会，不计入应到：{names}', 'Old or ill and not present, so not expected: {names}'],
  unsigned: ['没有报名也没有到会，不计入应到：{count} 人', 'Neither signed up nor present, so not expected: {count}'],
  expected: ['应到 {count} 人', '{count} expected'],
  voteless: [
    '当日没有表决权（预备党员、受留党察看处分等）：{names}',
    'Without a vote that day (probationary, under probation within the Party and so on): {names}',
  ],
  entitled: [
    '应到会有表决权 {count} 人；年老体弱的有表决权也计入',
    '{count} entitled to vote; the old and ill count among them',
  ],
});
