import { catalogue } from '#shared/text.ts';

export const handoverNotices = catalogue({
  'todo.handed': ['有一项待办转交给您，请在待办中查看', 'A to-do was handed over to you; see the inbox'],
});

export const handoverRefusals = catalogue({
  'handover.not_theirs': ['这件事不由该人办理，不能转交', 'This does not wait for that person'],
  'handover.already': ['这件事已转交，请先取回', 'It has been handed over already; take it back first'],
});

/** The words of settling and handing over in the inbox. */
export const handoverTexts = catalogue({
  finish: ['办结', 'Done'],
  finishOf: ['办结：{title}', 'Done: {title}'],
  finishHint: ['办结后从待办中消失。', 'It leaves the to-dos.'],
  note: ['办理情况（可不填）', 'How it was done (optional)'],
  finished: ['已办结', 'Done'],
  give: ['转交', 'Hand over'],
  giveOf: ['转交：{title}', 'Hand over: {title}'],
  giveHint: [
    '转交不改变各自的权限，随时可以取回；事情办完，转交自然结束。',
    'Nobody’s rights change and you can take it back; when the matter is settled, the handover ends.',
  ],
  to: ['转交给', 'To'],
  why: ['说明', 'A word about it'],
  nobody: ['本组织没有其他人可以办理这件事', 'Nobody else of the organisation can do this'],
  given: ['已转交', 'Handed over'],
  givenTo: ['已转交{name}：{note}', 'With {name}: {note}'],
  takenFrom: ['{name}转交：{note}', 'From {name}: {note}'],
  takeBack: ['取回', 'Take back'],
  giveBack: ['退回', 'Give back'],
  takeBackOf: ['取回：{title}', 'Take back: {title}'],
  giveBackOf: ['退回：{title}', 'Give back: {title}'],
});
