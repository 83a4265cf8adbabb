import { catalogue } from '#shared/text.ts';

/** Why a rotation is refused or could not end. */
export const keyRefusalTexts = catalogue({
  rotation_running: ['密钥轮换正在进行', 'A rotation is already under way'],
  rotation_unfinished: [
    '仍有程序在用旧密钥写入，请检查各服务进程后重试',
    'Something still writes with an old key. Please check the server processes and try again',
  ],
});

/** The words of the page. */
export const keyTexts = catalogue({
  title: ['密钥', 'Keys'],
  intro: [
    '身份证号、电话、住址等以密钥加密保存。更换密钥后，新旧内容由后台任务逐步改用新密钥，期间不影响使用。',
    'ID numbers, telephones and addresses are kept encrypted. A rotation adds a key and renews what is stored in the background while work goes on.',
  ],
  versions: ['密钥版本', 'Versions'],
  version: ['版本', 'Version'],
  current: ['使用中', 'In use'],
  former: ['旧版本', 'Former'],
  sealed: ['仍由其加密的记录', 'Records that it still seals'],
  files: ['附件', 'Files'],
  filesCount: ['{count} 份', '{count}'],
  nothing: ['无', 'None'],
  count: ['{what} {count} 条', '{what}: {count}'],
  keepHint: [
    '旧版本始终保留在密钥文件中：附件、审计日志和以前的备份仍需用它打开。',
    'Former versions stay in the key file: files, the audit log and earlier backups still need them.',
  ],
  rotate: ['更换密钥', 'Rotate the keys'],
  rotateTitle: ['更换密钥？', 'Rotate the keys?'],
  rotateHint: [
    '将新增密钥版本 {next}，并在后台重新加密全部敏感内容。新增的版本不能撤回。完成后请立即另行备份密钥文件。',
    'Key version {next} is added and everything sensitive is encrypted anew in the background. The new version cannot be taken back. Keep a copy of the key file as soon as it is done.',
  ],
  started: ['已开始更换密钥', 'The rotation has begun'],
  rotation: ['更换进度', 'Rotation'],
  never: ['近期没有更换过密钥。', 'The keys have not been rotated lately.'],
  running: ['正在重新加密', 'Encrypting anew'],
  waiting: ['等待后台任务开始', 'Waiting for the job to begin'],
  job: ['查看任务', 'Open the job'],
  busy: ['正在更换密钥，完成后才能再次更换', 'A rotation is under way; the next one can begin when it has ended'],
  last_done: ['已于 {at} 完成', 'Done on {at}'],
  last_done_hint: [
    '全部内容已改用版本 {version}。请确认密钥文件已另行备份，且没有与数据备份放在一起。',
    'Everything is sealed with version {version}. Make sure that a copy of the key file is kept, and not beside the backups of the data.',
  ],
  last_failed: ['于 {at} 未能完成', 'Not finished on {at}'],
  last_failed_hint: [
    '内容没有丢失：尚未改用新密钥的记录仍可用旧密钥打开。请再次更换。',
    'Nothing is lost: what was not renewed still opens with its former key. Please rotate again.',
  ],
  last_cancelled: ['已于 {at} 取消', 'Cancelled on {at}'],
});

/** Tables by what they hold; a test compares the keys with the tables that are renewed. */
export const sealedTableTexts = catalogue({
  person: ['人员档案', 'Member files'],
  transfer: ['组织关系转接', 'Transfers'],
  correction_request: ['更正申请', 'Corrections'],
  inflow: ['流入党员', 'Arrived members'],
  meeting_guest: ['列席人员', 'Guests at meetings'],
  notice_address: ['通知地址', 'Addresses for notices'],
  resident: ['群众账号', 'Residents’ accounts'],
  service_request: ['群众诉求', 'Requests of residents'],
  service_request_entry: ['诉求办理过程', 'Threads of requests'],
  published_answer: ['公开选登的答复', 'Published answers'],
  request_model: ['分派建议模型', 'Learned suggestions'],
  care_case: ['关怀帮扶名单', 'Care'],
  care_visit: ['走访慰问', 'Visits'],
  care_amount: ['慰问金物', 'What was given'],
  wish: ['微心愿', 'Wishes'],
  wish_entry: ['心愿办理过程', 'Threads of wishes'],
  wish_helper: ['帮办人', 'Volunteers'],
  course_post: ['课程讨论', 'Discussions of courses'],
  request_issue: ['诉求点', 'Points of requests'],
  request_record: ['诉求办理记录', 'Records of requests'],
  request_task: ['诉求协办', 'Support of requests'],
  request_return: ['诉求退回', 'Returns of requests'],
  request_mark: ['诉求职责标注', 'Marks of requests'],
  talk_message: ['在线交流', 'Live threads'],
  xapi_statement: ['学习记录', 'Learning records'],
  xapi_attachment: ['学习记录附件', 'Attachments of learning records'],
  xapi_document: ['学习进度和资料', 'State and profiles of learning'],
  account: ['账号动态验证码', 'Second steps of accounts'],
});
