import { table, OWN, type Row } from './code-table.ts';

/** Full members vote, elect and stand; probationary members do not (domain I1). */
export const memberCategory = table('memberCategory', '人员类别', 'Member category', '党员基本信息采集表', [
  ['full', '正式党员', 'Full member', '1 正式 中共党员 党员'],
  ['probationary', '预备党员', 'Probationary member', '2 预备 中共预备党员'],
]);

/** The official form knows only 正常 and 停止党籍; the other codes are those of exports of the national system. */
export const standing = table('standing', '党籍状态', 'Standing', '党员基本信息采集表；全国系统导出样例', [
  ['1', '正常', 'Normal', '正常党籍'],
  ['10', '保留党籍', 'Retained', '保留'],
  ['11', '恢复党籍', 'Restored', '恢复'],
  ['12', '停止党籍', 'Stopped', '停止'],
  ['13', '开除党籍', 'Expelled', '开除'],
]);

export const joinKind = table('joinKind', '入党类型', 'Way of joining', `${OWN}；发展党员工作细则第二十六、二十七条`, [
  ['admitted', '新发展', 'Admitted', '发展入党 新发展党员 吸收为预备党员'],
  ['direct', '直接吸收', 'Admitted directly by the Centre or a province', '直接接收'],
  ['posthumous', '追认', 'Recognised after death', '追认党员'],
  ['rejoined', '重新入党', 'Rejoined', '11'],
  ['restored', '恢复党籍', 'Membership restored', '2 20'],
  ['restored_after_stop', '停止党籍后恢复', 'Restored after a stop', '21'],
]);

/** How a branch came to hold the member. */
export const affiliationStart = table(
  'affiliationStart',
  '进入支部类型',
  'Way into the branch',
  `${OWN}；括号内为系统导出编码`,
  [
    ['admitted', '新发展', 'Admitted'],
    ['rejoined', '重新入党', 'Rejoined', '11'],
    ['restored', '恢复党籍', 'Membership restored', '21 2 20'],
    ['transferred_in', '转入', 'Transferred in', '3 30 转接转入'],
    ['moved_in', '整建制转入', 'Moved with the whole unit', '38'],
    ['registered', '建库登记', 'Registered when the platform was set up', '初始登记 导入'],
  ],
);

/** Why a membership ended. Only a typed event ends a membership; the row stays (domain I3). */
export const leaveKind = table('leaveKind', '离开类型', 'Way of leaving', `${OWN}；党内统计出党分类`, [
  ['died', '死亡', 'Died', '去世 逝世 211'],
  ['transferred_out', '转出', 'Transferred out', '转出县外 组织关系转出'],
  ['stopped', '停止党籍', 'Membership stopped', '12'],
  ['expelled', '开除党籍', 'Expelled', '开除'],
  ['resigned', '退党除名', 'Resigned', '退党'],
  ['advised_to_leave', '劝退', 'Left on advice', '劝其退党'],
  ['struck_off_refusing', '劝而不退除名', 'Struck off after refusing advice'],
  ['lapsed', '自行脱党除名', 'Lapsed', '自行脱党'],
  ['lapsed_lost', '失联自行脱党除名', 'Lapsed after lost contact'],
  ['probation_cancelled', '取消预备党员资格', 'Probation cancelled', '取消预备资格'],
  ['not_recognised', '不予承认', 'Admission not recognised', '不予承认党员身份'],
]);

/** Ends of one affiliation: a move inside the county, or the end of the membership itself. */
export const affiliationEnd = table('affiliationEnd', '离开支部类型', 'Way out of the branch', OWN, [
  ['moved', '调整到其他支部', 'Moved to another branch', '支部间调整'],
  ['moved_with_unit', '整建制转出', 'Moved with the whole unit'],
  ['reorganised', '支部撤并', 'Branch merged or abolished'],
  ...leaveKind.codes.map((row): Row => [row.code, row.label.zh, row.label.en, row.also?.join(' ') ?? '']),
]);
