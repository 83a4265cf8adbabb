/**
 * What rosters call the fields of the file: headings of the national system's export, of an enterprise's roster template,
 * of coded exports, of village disclosure tables, and of the forms seen in townships. The label of a field need not be repeated.
 */
import type { FieldKey } from '../../catalogue.ts';

/**
 * What a column may be read as. Beside the fields of the file: two yes/no columns whose fact is a date or a place of the
 * file, and the post, which belongs to the organisation's terms.
 */
export type ImportField = FieldKey | 'isLost' | 'isOutflow' | 'partyPost';

/** The first spelling of an extra field is its label. */
export const headingAliases: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  name: ['姓名', '村民姓名', '人员姓名', '党员姓名', '名字', '姓 名'],
  formerName: ['曾用名'],
  sex: ['性别'],
  ethnicity: ['民族'],
  idNumber: [
    '身份证',
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '公民身份证号',
    '公民身份证号码',
    '居民身份证号',
    '证件号码',
    '身份证件号码',
  ],
  birthDate: ['出生日期', '出生年月', '出生年月日', '出生时间', '生日'],
  education: ['学历', '最高学历', '文化程度', '学历层次'],
  degree: ['学位', '最高学位'],
  nativePlace: ['籍贯'],
  householdPlace: ['户籍所在地', '户籍地址', '户口所在地'],
  maritalStatus: ['婚姻状况', '婚姻'],
  workStartedOn: ['参加工作日期', '参加工作时间', '工作时间'],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '联系电话手机号',
    '联系手机',
    '移动电话',
    '联系方式',
    '电话',
    '电话号码',
  ],
  landline: ['固定电话', '固话', '座机', '固定电话号码'],
  address: ['家庭住址', '现居住地', '家庭地址', '住址', '居住地址', '现住址', '联系地址'],
  category: ['人员类别', '人员类型', '党员类别', '党员类型', '党员阶段', '政治面貌', '发展阶段'],
  branchId: [
    '所在党支部',
    '所在支部',
    '所属党支部',
    '党支部',
    '支部',
    '支部名称',
    '党支部名称',
    '所属党组织',
    '所属党组织名称',
    '所在党组织',
    '所在组织',
    '党组织',
    '党组织名称',
    '组织关系所在党支部',
  ],
  joinedOn: [
    '加入党组织日期',
    '加入党组织时间',
    '入党日期',
    '入党时间',
    '入党年月',
    '接收预备党员日期',
    '接收为预备党员日期',
  ],
  fullOn: ['转为正式党员日期', '转正日期', '转正时间', '正式转正日期', '转为正式党员时间'],
  jobPost: ['工作岗位', '职业', '岗位'],
  standing: ['党籍状态'],
  lostSince: ['失去联系日期', '失联日期', '失联时间', '失去联系时间'],
  outflowPlace: ['外出流向', '流动去向', '流向', '外出地点', '流出地点'],
  outflowSince: ['外出日期', '外出时间', '流出日期', '流出时间'],
  partyAgeCorrection: ['党龄校正值', '党龄校正值月'],
  joinKind: ['入党类型', '加入党组织方式'],
  joinBranch: ['入党时所在支部', '入党时所在党支部'],
  conversion: ['转正情况'],
  probationUntil: ['延长预备期至', '延长预备期时间', '延长预备期到'],
  newStratum: ['新社会阶层类型', '新社会阶层', '新的社会阶层'],
  technicalPost: ['从事专业技术职务', '专业技术职务', '技术职称', '职称'],
  isMigrantWorker: ['是否农民工', '农民工'],
  isFrontLine: ['是否一线', '一线情况', '生产经营一线', '是否生产经营一线'],
  archiveUnit: ['档案所在单位', '档案管理单位', '档案存放单位'],
  leftOn: ['离开日期', '离开支部日期'],
  leaveKind: ['离开类型', '离开支部类型'],
  isLost: ['是否为失联党员', '是否失联党员', '是否失联', '失联党员'],
  isOutflow: ['是否为流动党员', '是否流动党员', '是否流动', '流动党员'],
  partyPost: ['党内职务', '党内岗位', '职务', '现任党内职务'],
};

/** Headings that are understood and not taken over: numbering, and what the platform computes itself. */
export const leftOutHeadings: readonly string[] = [
  '序号',
  '编号',
  '序',
  'no',
  '党龄',
  '年龄',
  '信息完整度',
  '错误原因',
];
