import { table, OTHER, OWN } from './code-table.ts';

export const lostContactKind = table('lostContactKind', '失联情形', 'Lost contact', '党员基本信息采集表填表说明', [
  ['1', '外出务工经商', 'Away for work or trade'],
  ['2', '单位改制破产', 'Unit restructured or bankrupt', '单位改制、破产'],
  ['3', '毕业后去向不明', 'Whereabouts unknown after graduation', '毕业后去向'],
  ['4', '工作单位改变', 'Changed work unit'],
  ['5', '出国(境)', 'Abroad', '出国 出国出境 出国境'],
  ['6', '居住地改变', 'Changed residence'],
  ['7', '其他', 'Other'],
]);

export const sanctionKind = table('sanctionKind', '纪律处分', 'Disciplinary sanction', '党内统计纪律处分分类（五种）', [
  ['warning', '警告', 'Warning', '党内警告'],
  ['serious_warning', '严重警告', 'Serious warning', '党内严重警告'],
  ['removed_from_post', '撤销党内职务', 'Removed from Party posts', '撤职'],
  ['watched', '留党察看', 'Probation within the Party'],
  ['expelled', '开除党籍', 'Expelled', '开除'],
]);

export const rewardKind = table('rewardKind', '表彰奖励', 'Reward', OWN, [
  ['outstanding_member', '优秀共产党员', 'Outstanding member', '优秀党员'],
  ['outstanding_worker', '优秀党务工作者', 'Outstanding Party-affairs worker'],
  ['outstanding_secretary', '优秀党组织书记', 'Outstanding secretary', '优秀党支部书记 优秀书记'],
  ['fifty_years', '“光荣在党50年”纪念章', 'Medal for fifty years in the Party', '光荣在党50年'],
  ['model_worker', '劳动模范', 'Model worker', '劳模'],
  ['commendation', '嘉奖', 'Commendation'],
  ['merit', '记功', 'Merit citation', '三等功 二等功 一等功'],
  OTHER,
]);

export const socialStratum = table(
  'socialStratum',
  '新社会阶层类型',
  'New social stratum',
  `${OWN}；党内统计新社会阶层分类`,
  [
    ['private_owner', '私营企业主', 'Private enterprise owner'],
    ['self_employed', '个体工商户', 'Self-employed trader', '个体户'],
    [
      'tech_founder',
      '民营科技企业创业人员和技术人员',
      'Founder or engineer of a private technology firm',
      '民营科技企业的创业人员和技术人员',
    ],
    [
      'foreign_firm_staff',
      '受聘于外资企业的管理技术人员',
      'Manager or engineer of a foreign firm',
      '外商投资企业管理技术人员',
    ],
    [
      'private_firm_staff',
      '私营企业管理技术人员',
      'Manager or engineer of a private firm',
      '私营企业和外商投资企业管理技术人员',
    ],
    [
      'intermediary',
      '中介组织和社会组织从业人员',
      'Staff of intermediary or social organisations',
      '中介组织从业人员 社会组织从业人员',
    ],
    ['freelance', '自由职业人员', 'Freelance', '自由职业者'],
    ['new_media', '新媒体从业人员', 'New-media staff'],
    ['none', '不属于新社会阶层', 'None', '无 否'],
  ],
);

export const technicalPost = table('technicalPost', '从事专业技术职务', 'Technical post', OWN, [
  ['senior', '正高级', 'Senior', '高级 正高'],
  ['associate_senior', '副高级', 'Associate senior', '副高'],
  ['intermediate', '中级', 'Intermediate'],
  ['assistant', '助理级', 'Assistant', '初级 助级'],
  ['technician', '员级', 'Technician'],
  ['none', '无专业技术职务', 'None', '无 未评'],
]);

export const conversionState = table(
  'conversionState',
  '转正情况',
  'Conversion',
  `${OWN}；发展党员工作细则第三十一至三十五条`,
  [
    ['pending', '预备期内', 'In probation', '未转正 预备期'],
    ['on_time', '按期转正', 'Converted on time', '按时转正 已转正'],
    ['after_extension', '延长预备期后转正', 'Converted after extension', '延期转正 延长后转正'],
    ['extended', '延长预备期', 'Probation extended'],
    ['postponed', '推迟讨论转正', 'Discussion postponed', '推迟转正'],
    ['cancelled', '取消预备党员资格', 'Cancelled', '取消资格'],
  ],
);

/** Papers of Article 36 of the admission rules and what a file usually holds besides. */
export const attachmentKind = table('attachmentKind', '档案材料', 'Paper of the file', '发展党员工作细则第三十六条', [
  ['application_book', '入党志愿书', 'Application book for joining'],
  ['application_letter', '入党申请书', 'Application letter'],
  [
    'activist_record',
    '入党积极分子培养考察登记表',
    'Cultivation record of the activist',
    '培养考察登记表 培养教育考察登记表',
  ],
  ['vetting', '政治审查材料', 'Political vetting', '政审材料'],
  ['probation_record', '预备党员教育考察登记表', 'Record of the probation', '预备党员考察表'],
  ['conversion_letter', '转正申请书', 'Application for conversion'],
  ['training_certificate', '培训结业证明', 'Certificate of the training', '培训结业记录'],
  ['autobiography', '自传', 'Autobiography'],
  ['thought_report', '思想汇报', 'Thought report'],
  ['transfer_letter', '党员组织关系介绍信', 'Transfer letter', '介绍信 组织关系介绍信'],
  ['identity', '身份证明', 'Proof of identity', '身份证复印件'],
  ['collection_form', '党员基本信息采集表', 'Collection form', '采集表'],
  ['reward_paper', '表彰奖励材料', 'Reward paper'],
  ['sanction_paper', '处分材料', 'Sanction paper'],
  ['other', '其他材料', 'Other', '其他'],
]);

export const outflowReason = table('outflowReason', '外出原因', 'Reason of outflow', OWN, [
  ['work', '外出务工经商', 'Work or trade', '务工 经商 务工经商'],
  ['study', '外出求学', 'Study', '求学 升学'],
  ['retired', '退休后异地居住', 'Living elsewhere in retirement'],
  ['unemployed', '毕业后未就业', 'Not yet employed after graduation', '待业'],
  ['family', '随家庭居住', 'Living with family', '随子女居住'],
  ['abroad', '出国(境)', 'Abroad', '出国 出境'],
  OTHER,
]);

export const abroadPurpose = table('abroadPurpose', '出国(境)事由', 'Purpose of a stay abroad', OWN, [
  ['public', '因公', 'On public duty', '因公出国 公派'],
  ['study', '学习研究', 'Study or research', '留学 求学 学习'],
  ['work', '务工经商', 'Work or trade', '务工 经商'],
  ['family', '探亲团聚', 'Family', '探亲'],
  ['settled', '定居', 'Settled abroad', '移居 长期定居'],
  OTHER,
]);

export const hardshipKind = table('hardshipKind', '困难类型', 'Kind of hardship', OWN, [
  ['illness', '重大疾病', 'Serious illness', '因病 大病 患病'],
  ['disability', '残疾', 'Disability', '因残'],
  ['disaster', '受灾', 'Disaster', '因灾'],
  ['no_income', '无固定收入', 'No regular income', '下岗失业 失业'],
  ['minimum_living', '低保', 'Minimum living allowance', '最低生活保障'],
  ['alone', '孤寡独居', 'Old and alone', '孤老 独居 孤寡老人'],
  ['study_costs', '子女就学', 'Children’s study costs', '因学'],
  OTHER,
]);

export const familyRelation = table('familyRelation', '家庭关系', 'Family relation', 'GB/T 4761 常用项', [
  ['10', '配偶', 'Spouse'],
  ['11', '夫', 'Husband', '丈夫'],
  ['12', '妻', 'Wife', '妻子'],
  ['20', '子', 'Son', '儿子'],
  ['30', '女', 'Daughter', '女儿'],
  ['50', '父母', 'Parent'],
  ['51', '父亲', 'Father', '父'],
  ['52', '母亲', 'Mother', '母'],
  ['55', '岳父', 'Wife’s father'],
  ['56', '岳母', 'Wife’s mother'],
  ['53', '公公', 'Husband’s father'],
  ['54', '婆婆', 'Husband’s mother'],
  ['70', '兄弟姐妹', 'Sibling', '兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹'],
  ['99', '其他', 'Other'],
]);

export const partyPost = table('partyPost', '党内职务', 'Party post', '中国共产党支部工作条例；基层组织选举工作条例', [
  ['secretary', '书记', 'Secretary', '支部书记 党支部书记 党总支书记 党委书记'],
  ['deputy_secretary', '副书记', 'Deputy secretary', '支部副书记 党委副书记'],
  ['organisation_member', '组织委员', 'Committee member for organisation'],
  ['publicity_member', '宣传委员', 'Committee member for publicity'],
  ['discipline_member', '纪检委员', 'Committee member for discipline'],
  ['committee_member', '委员', 'Committee member', '支委 支部委员 党委委员'],
  ['group_leader', '党小组组长', 'Group leader', '党小组长'],
  ['organiser', '组织员', 'Organiser'],
  ['delegate', '党代表', 'Congress delegate', '党代会代表'],
]);

export const trainingKind = table('trainingKind', '培训形式', 'Form of training', '党员教育管理工作条例', [
  ['rotation', '集中轮训', 'Training by rotation', '集中培训 轮训'],
  ['party_school', '党校培训', 'Party school', '党校'],
  ['party_lesson', '党课', 'Party lesson'],
  ['on_site', '现场教学', 'On-site teaching'],
  ['online', '网络学习', 'Online study', '网络培训 线上学习'],
  ['vocational', '实用技能培训', 'Vocational skills', '技能培训'],
  ['admission', '发展对象集中培训', 'Training of candidates'],
  ['administrator', '管理员培训', 'Training of administrators'],
  OTHER,
]);
