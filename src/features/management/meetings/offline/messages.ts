import { catalogue } from '#shared/text.ts';

/** The words of work at a meeting without a network. */
export const offlineTexts = catalogue({
  title: ['离线办会', 'Without a network'],
  intro: [
    '村里没有信号时，先把会议带走：安排、点名、记录都能在手机上做，有网后自动发送。',
    'Where there is no signal: take the meetings along. Plan, call the roll and record on the phone; it is sent once there is a network.',
  ],
  take: ['带到本机', 'Take along'],
  renew: ['重新带走', 'Take along anew'],
  taken: ['{at} 已带到本机，{until} 前有效', 'Taken along {at}, good until {until}'],
  scope: [
    '只存姓名、会议和表决权，不存证件号和电话；加密保存，退出登录即清除。',
    'Names, meetings and votes only, no ID or phone numbers; sealed, and wiped on sign-out.',
  ],
  remove: ['从本机清除', 'Remove from this device'],
  cannot: [
    '此浏览器不能离线保存（如无痕模式），请保持联网办理。',
    'This browser keeps nothing for work without a network (a private window, perhaps); stay connected.',
  ],
  notTaken: ['这次会议没有带到本机', 'This meeting was not taken along'],
  notTakenHint: [
    '联网后打开一次，或在会议列表里点“带到本机”。',
    'Open it once with a network, or use “Take along” in the list of meetings.',
  ],
  copy: ['本机内容，{at} 从系统取得', 'From this device, as of {at}'],
  unsent: [
    '本机已记下 {count} 项，有网后自动发送',
    '{count} {count?deed is:deeds are} kept here and sent with the next network',
  ],
  noCode: [
    '没有网络，签到码暂停使用，请在下面点姓名登记到会。',
    'Sign-in codes need a network. Tap the names below instead.',
  ],
  noCodeMember: [
    '没有网络，不能凭码签到。请告诉书记，由书记在手机上点姓名登记。',
    'Signing in by code needs a network. Ask the secretary to tap your name.',
  ],
  stuck: ['本机与系统内容不一致，请选定后再发送', 'This device and the platform differ; decide before it is sent'],
  decide: ['查看并选定', 'Look and decide'],
  refusedHere: ['有 {count} 项系统未接受，请查看', '{count} {count?deed was:deeds were} not accepted; have a look'],
  look: ['查看', 'Have a look'],
  editPlan: ['修改安排', 'Change the plan'],
  kept: ['已记在本机', 'Kept on this device'],

  deed_plan: ['安排会议', 'Plan a meeting'],
  deed_edit: ['修改安排', 'Change the plan'],
  deed_cancel: ['取消会议', 'Cancel the meeting'],
  deed_roll: ['点名登记', 'Roll call'],
  deed_confirm: ['确认名单', 'Confirm the list'],
  deed_record: ['填写纪实', 'Write the record'],
  deed_close: ['办结会议', 'Close the meeting'],
  deed_amend: ['更正纪实', 'Amend the record'],

  conflictTitle: ['内容不一致', 'Two versions'],
  conflictIntro: [
    '您在本机做“{deed}”之后，系统里的同一内容也有人改过。逐项选定后才会发送。',
    'After your “{deed}” on this device somebody changed the same on the platform. Decide for each; nothing is sent before.',
  ],
  lateIntro: [
    '会议在系统里已是“{state}”，本机的“{deed}”不能照原样发送。',
    'The meeting is “{state}” on the platform by now; your “{deed}” cannot be sent as it is.',
  ],
  leadersIntro: [
    '“{deed}”还缺主持人或记录人，系统暂未接受。从到会人员中选定后即发送；本机记下的内容都还在。',
    '“{deed}” lacks a chair or a recorder, so the platform has not taken it. Name them among those present and it is sent; everything kept here is still here.',
  ],
  mine: ['本机（我）', 'Here (me)'],
  theirs: ['系统', 'Platform'],
  by: ['{actor}，{at}', '{actor}, {at}'],
  unknownActor: ['其他人', 'Somebody else'],
  keepMine: ['用本机的', 'Mine'],
  keepTheirs: ['用系统的', 'Theirs'],
  keepBoth: ['两者都留', 'Both'],
  choiceOf: ['{field}：留哪一个', '{field}: which to keep'],
  send: ['按所选发送', 'Send as chosen'],
  giveUp: ['不再发送本机内容', 'Give up what is kept here'],
  giveUpHint: [
    '本机的这一项将删除，系统内容不变。此操作不能撤回。',
    'What is kept here is deleted; the platform stays as it is. This cannot be taken back.',
  ],
  nothingToDecide: ['没有需要选定的内容', 'Nothing to decide'],
  cannotSend: [
    '这项内容已不能发送。需要时请先抄下，再到会议页面补做。',
    'This can no longer be sent. Copy what you need and enter it on the page of the meeting.',
  ],
  reasonLate: ['名单已确认，请写明补登理由', 'The list is confirmed: say why this is entered late'],
  reasonAmend: ['会议已办结，请写明更正理由', 'The meeting is closed: say why it is amended'],
  reason: ['理由', 'Reason'],
  nothingThere: ['（空）', '(nothing)'],
  attendanceOf: ['{name}的到会', 'Attendance of {name}'],
});
