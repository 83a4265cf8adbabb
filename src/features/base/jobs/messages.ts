import { catalogue } from '#shared/text.ts';

export const jobTexts = catalogue({
  title: ['任务', 'Jobs'],
  intro: [
    '导入、导出等耗时的工作在后台进行，离开此页不会中断。',
    'Imports, exports and other long work run in the background; leaving this page does not stop them.',
  ],
  caption: ['我的任务', 'My jobs'],
  kind: ['类型', 'Kind'],
  subject: ['内容', 'Subject'],
  state: ['状态', 'State'],
  progress: ['进度', 'Progress'],
  createdAt: ['提交时间', 'Submitted'],
  startedAt: ['开始时间', 'Started'],
  finishedAt: ['完成时间', 'Finished'],
  phase: ['步骤', 'Step'],
  error: ['原因', 'Reason'],
  result: ['结果', 'Result'],
  actions: ['操作', 'Actions'],
  cancel: ['取消任务', 'Cancel job'],
  cancelOf: ['取消任务 {subject}', 'Cancel job {subject}'],
  cancelTitle: ['取消这项任务？', 'Cancel this job?'],
  cancelHint: [
    '已经做的部分会撤回，不会留下一半的结果。',
    'What was done so far is taken back; nothing half-done stays.',
  ],
  empty: [
    '没有任务。耗时的办理事项会在这里显示进度。',
    'No jobs. Work that takes long shows its progress here.',
  ],
  all: ['全部任务', 'All jobs'],
  running: ['正在进行', 'Under way'],
  waiting: ['等待中', 'Waiting'],
  runningState: ['进行中', 'Running'],
  done: ['已完成', 'Done'],
  failed: ['失败', 'Failed'],
  cancelled: ['已取消', 'Cancelled'],
});
