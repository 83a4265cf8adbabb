/**
 * National and platform code tables. A table with a GB number uses the national codes; a table without one uses readable
 * keys of our own, and accepts the numbers seen in exports of the national system as variants.
 */
export interface Code {
  readonly code: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Other spellings that rosters use for the same value. */
  readonly also?: readonly string[];
}

export interface CodeTable {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly source: string;
  /** Codes are a tree by prefix, shorter ones may be padded with zeros on the right (工作岗位 0110 = 011). */
  readonly tree?: boolean;
  readonly codes: readonly Code[];
}

type Row = readonly [code: string, zh: string, en: string, also?: string];
const rowsOf = (rows: readonly Row[]): readonly Code[] =>
  rows.map(([code, zh, en, also]) => ({ code, label: { zh, en }, ...(also ? { also: also.split(' ') } : {}) }));
const table = (key: string, zh: string, en: string, source: string, rows: readonly Row[]): CodeTable => ({ key, name: { zh, en }, source, codes: rowsOf(rows) });
const OTHER: Row = ['other', '其他', 'Other'];
const OWN = '本平台键值（国家系统未公开编码）';

export const sex = table('sex', '性别', 'Sex', 'GB/T 2261.1', [
  ['0', '未知的性别', 'Unknown', '未知'],
  ['1', '男', 'Male', '男性 M'],
  ['2', '女', 'Female', '女性 F'],
  ['9', '未说明的性别', 'Not stated', '未说明'],
]);

export const marital = table('marital', '婚姻状况', 'Marital status', 'GB/T 2261.2', [
  ['10', '未婚', 'Never married'],
  ['20', '已婚', 'Married', '有配偶'],
  ['21', '初婚', 'First marriage'],
  ['22', '再婚', 'Remarried'],
  ['23', '复婚', 'Remarried to former spouse'],
  ['30', '丧偶', 'Widowed'],
  ['40', '离婚', 'Divorced', '离异'],
  ['90', '未说明的婚姻状况', 'Not stated', '未说明'],
]);
const ethnicities =
  '汉 Han|蒙古 Mongol|回 Hui|藏 Tibetan|维吾尔 Uygur|苗 Miao|彝 Yi|壮 Zhuang|布依 Bouyei|朝鲜 Korean|满 Manchu|侗 Dong|瑶 Yao|白 Bai|土家 Tujia|哈尼 Hani|哈萨克 Kazak|傣 Dai|黎 Li|' +
  '傈僳 Lisu|佤 Va|畲 She|高山 Gaoshan|拉祜 Lahu|水 Sui|东乡 Dongxiang|纳西 Naxi|景颇 Jingpo|柯尔克孜 Kirgiz|土 Tu|达斡尔 Daur|仫佬 Mulao|羌 Qiang|布朗 Blang|撒拉 Salar|毛南 Maonan|仡佬 Gelao|锡伯 Xibe|' +
  '阿昌 Achang|普米 Pumi|塔吉克 Tajik|怒 Nu|乌孜别克 Uzbek|俄罗斯 Russian|鄂温克 Ewenki|德昂 De’ang|保安 Bonan|裕固 Yugur|京 Gin|塔塔尔 Tatar|独龙 Derung|鄂伦春 Oroqen|赫哲 Hezhen|门巴 Monba|珞巴 Lhoba|基诺 Jino';

export const ethnicity = table('ethnicity', '民族', 'Ethnicity', 'GB/T 3304（97、98 未见于所读标准文本）', [
  ...ethnicities.split('|').map((pair, index): Row => {
    const [zh = '', en = ''] = pair.split(' ');
    return [String(index + 1).padStart(2, '0'), `${zh}族`, en, zh];
  }),
  ['97', '其他', 'Other'],
  ['98', '外国血统中国籍人士', 'Foreign descent, Chinese nationality', '外国血统'],
]);

export const education = table('education', '学历', 'Education', 'GB/T 4658-2006', [
  ['10', '研究生教育', 'Postgraduate', '研究生'],
  ['11', '博士研究生毕业', 'Doctoral, graduated', '博士研究生 博士毕业 博士'],
  ['12', '博士研究生结业', 'Doctoral, completed', '博士结业'],
  ['13', '博士研究生肄业', 'Doctoral, not completed', '博士肄业'],
  ['14', '硕士研究生毕业', 'Master’s, graduated', '硕士研究生 硕士毕业 硕士 研究生毕业'],
  ['15', '硕士研究生结业', 'Master’s, completed', '硕士结业'],
  ['16', '硕士研究生肄业', 'Master’s, not completed', '硕士肄业'],
  ['17', '研究生班毕业', 'Postgraduate class, graduated', '研究生班'],
  ['18', '研究生班结业', 'Postgraduate class, completed'],
  ['19', '研究生班肄业', 'Postgraduate class, not completed'],
  ['20', '大学本科教育', 'Undergraduate', '本科 大学本科 大学 全日制本科 在职本科 本科学历'],
  ['21', '大学本科毕业', 'Undergraduate, graduated', '本科毕业 大学毕业'],
  ['22', '大学本科结业', 'Undergraduate, completed', '本科结业'],
  ['23', '大学本科肄业', 'Undergraduate, not completed', '本科肄业'],
  ['28', '大学普通班毕业', 'General university class, graduated', '大普 大学普通班'],
  ['30', '大学专科教育', 'Junior college', '大专 专科 大学专科 大专学历 高职 高职高专'],
  ['31', '大学专科毕业', 'Junior college, graduated', '大专毕业 专科毕业'],
  ['32', '大学专科结业', 'Junior college, completed', '大专结业 专科结业'],
  ['33', '大学专科肄业', 'Junior college, not completed', '大专肄业 专科肄业'],
  ['40', '中等职业教育', 'Secondary vocational', '中职'],
  ['41', '中等专科毕业', 'Secondary technical, graduated', '中专 中等专科 中专毕业 中师'],
  ['42', '中等专科结业', 'Secondary technical, completed', '中专结业'],
  ['43', '中等专科肄业', 'Secondary technical, not completed', '中专肄业'],
  ['44', '职业高中毕业', 'Vocational high school, graduated', '职高 职业高中 职高毕业'],
  ['45', '职业高中结业', 'Vocational high school, completed', '职高结业'],
  ['46', '职业高中肄业', 'Vocational high school, not completed', '职高肄业'],
  ['47', '技工学校毕业', 'Technical school, graduated', '技校 技工学校 中技 技校毕业'],
  ['48', '技工学校结业', 'Technical school, completed', '技校结业'],
  ['49', '技工学校肄业', 'Technical school, not completed', '技校肄业'],
  ['60', '普通高级中学教育', 'Senior high school', '高中 普通高中'],
  ['61', '普通高中毕业', 'Senior high school, graduated', '高中毕业'],
  ['62', '普通高中结业', 'Senior high school, completed', '高中结业'],
  ['63', '普通高中肄业', 'Senior high school, not completed', '高中肄业'],
  ['70', '初级中学教育', 'Junior high school', '初中'],
  ['71', '初中毕业', 'Junior high school, graduated'],
  ['73', '初中肄业', 'Junior high school, not completed'],
  ['80', '小学教育', 'Primary school', '小学'],
  ['81', '小学毕业', 'Primary school, graduated'],
  ['83', '小学肄业', 'Primary school, not completed'],
  ['90', '其他', 'Other', '文盲 半文盲 无'],
]);

export const degree = table('degree', '学位', 'Degree', 'GB/T 6864 一位码；0 为本平台键值', [
  ['0', '无学位', 'None', '无'],
  ['1', '名誉博士', 'Honorary doctorate'],
  ['2', '博士', 'Doctor', '博士学位'],
  ['3', '硕士', 'Master', '硕士学位'],
  ['4', '学士', 'Bachelor', '学士学位 双学士'],
]);

/** Job tree of the annual report (2017 edition); the form writes four digits. */
export const jobPost: CodeTable = {
  ...table('jobPost', '工作岗位', 'Job post', '党内统计工作岗位分类（2017 版）', [
    ['0', '在岗职工', 'In employment'],
    ['01', '公有制单位在岗职工', 'Public sector', '公有制单位'],
    ['011', '党政机关工作人员', 'Party and government organ', '机关工作人员 公务员 党政机关'],
    ['012', '事业单位管理人员', 'Public institution, management'],
    ['013', '事业单位专业技术人员', 'Public institution, professional', '事业单位专技人员 教师 医生'],
    ['014', '公有制企业管理人员', 'State enterprise, management', '国有企业管理人员'],
    ['015', '公有制企业专业技术人员', 'State enterprise, professional', '国有企业专业技术人员'],
    ['016', '公有制单位工勤技能人员', 'Public sector, manual and skilled', '工勤技能人员 工人'],
    ['0164', '公有制单位农民工', 'Public sector, migrant worker'],
    ['02', '非公有制单位和社会组织在岗职工', 'Private sector and social organisations', '非公有制单位 社会组织'],
    ['021', '非公有制企业管理人员', 'Private enterprise, management', '非公企业管理人员'],
    ['022', '非公有制企业专业技术人员', 'Private enterprise, professional', '非公企业专业技术人员'],
    ['023', '社会组织管理人员', 'Social organisation, management', '民办非企业单位管理人员'],
    ['024', '社会组织专业技术人员', 'Social organisation, professional', '民办非企业单位专业技术人员'],
    ['025', '非公有制单位工勤技能人员', 'Private sector, manual and skilled', '非公企业工勤技能人员'],
    ['0253', '非公有制单位农民工', 'Private sector, migrant worker', '农民工'],
    ['1', '农牧渔民', 'Farmer, herder, fisher', '农民 村民 务农 农牧渔业生产人员'],
    ['113', '外出务工经商的农牧渔民', 'Farmer away for work or trade', '外出务工经商 外出务工经商人员'],
    ['2', '解放军、武警', 'Military and armed police', '现役军人 军人 武警 解放军'],
    ['3', '学生', 'Student', '在校学生 大学生'],
    ['4', '离退休人员', 'Retired', '退休 离休 离退休 退休人员 退(离)休'],
    ['5', '其他', 'Other', '其他职业 无业 待业'],
  ]),
  tree: true,
};

export const occupation = table('occupation', '从业状况', 'Occupation', 'GB/T 2261.4', [
  ['11', '国家公务员', 'Civil servant', '公务员'],
  ['13', '专业技术人员', 'Professional'],
  ['17', '职员', 'Clerk'],
  ['21', '企业管理人员', 'Enterprise manager'],
  ['24', '工人', 'Worker'],
  ['27', '农民', 'Farmer'],
  ['31', '学生', 'Student'],
  ['37', '现役军人', 'Soldier'],
  ['51', '自由职业者', 'Freelance', '自由职业'],
  ['54', '个体经营者', 'Self-employed', '个体户 个体'],
  ['70', '无业人员', 'Not employed', '无业'],
  ['80', '退(离)休人员', 'Retired', '退休 离休'],
  ['90', '其他', 'Other'],
]);

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
export const affiliationStart = table('affiliationStart', '进入支部类型', 'Way into the branch', `${OWN}；括号内为系统导出编码`, [
  ['admitted', '新发展', 'Admitted'],
  ['rejoined', '重新入党', 'Rejoined', '11'],
  ['restored', '恢复党籍', 'Membership restored', '21 2 20'],
  ['transferred_in', '转入', 'Transferred in', '3 30 转接转入'],
  ['moved_in', '整建制转入', 'Moved with the whole unit', '38'],
  ['registered', '建库登记', 'Registered when the platform was set up', '初始登记 导入'],
]);

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

export const socialStratum = table('socialStratum', '新社会阶层类型', 'New social stratum', `${OWN}；党内统计新社会阶层分类`, [
  ['private_owner', '私营企业主', 'Private enterprise owner'],
  ['self_employed', '个体工商户', 'Self-employed trader', '个体户'],
  ['tech_founder', '民营科技企业创业人员和技术人员', 'Founder or engineer of a private technology firm', '民营科技企业的创业人员和技术人员'],
  ['foreign_firm_staff', '受聘于外资企业的管理技术人员', 'Manager or engineer of a foreign firm', '外商投资企业管理技术人员'],
  ['private_firm_staff', '私营企业管理技术人员', 'Manager or engineer of a private firm', '私营企业和外商投资企业管理技术人员'],
  ['intermediary', '中介组织和社会组织从业人员', 'Staff of intermediary or social organisations', '中介组织从业人员 社会组织从业人员'],
  ['freelance', '自由职业人员', 'Freelance', '自由职业者'],
  ['new_media', '新媒体从业人员', 'New-media staff'],
  ['none', '不属于新社会阶层', 'None', '无 否'],
]);
export const technicalPost = table('technicalPost', '从事专业技术职务', 'Technical post', OWN, [
  ['senior', '正高级', 'Senior', '高级 正高'],
  ['associate_senior', '副高级', 'Associate senior', '副高'],
  ['intermediate', '中级', 'Intermediate'],
  ['assistant', '助理级', 'Assistant', '初级 助级'],
  ['technician', '员级', 'Technician'],
  ['none', '无专业技术职务', 'None', '无 未评'],
]);
export const conversionState = table('conversionState', '转正情况', 'Conversion', `${OWN}；发展党员工作细则第三十一至三十五条`, [
  ['pending', '预备期内', 'In probation', '未转正 预备期'],
  ['on_time', '按期转正', 'Converted on time', '按时转正 已转正'],
  ['after_extension', '延长预备期后转正', 'Converted after extension', '延期转正 延长后转正'],
  ['extended', '延长预备期', 'Probation extended'],
  ['postponed', '推迟讨论转正', 'Discussion postponed', '推迟转正'],
  ['cancelled', '取消预备党员资格', 'Cancelled', '取消资格'],
]);

/** Papers of Article 36 of the admission rules and what a file usually holds besides. */
export const attachmentKind = table('attachmentKind', '档案材料', 'Paper of the file', '发展党员工作细则第三十六条', [
  ['application_book', '入党志愿书', 'Application book for joining'],
  ['application_letter', '入党申请书', 'Application letter'],
  ['activist_record', '入党积极分子培养考察登记表', 'Cultivation record of the activist', '培养考察登记表 培养教育考察登记表'],
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

export const codeTables = {
  sex, marital, ethnicity, education, degree, jobPost, occupation, memberCategory, standing, joinKind, affiliationStart, affiliationEnd, leaveKind,
  lostContactKind, sanctionKind, rewardKind, socialStratum, technicalPost, conversionState, attachmentKind, outflowReason,
  hardshipKind, familyRelation, partyPost, trainingKind,
} as const satisfies Record<string, CodeTable>;

export type CodeTableKey = keyof typeof codeTables;

/** What differs between spellings of one value without changing it: width, spaces, invisible marks. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\u200B-\u200F\u2060\uFEFF]/gu, '').toLowerCase();
const indexes = new WeakMap<CodeTable, Map<string, Code>>();
/** Codes win over labels, labels over variants; built once, because an import looks up half a million cells. */
const indexOf = (t: CodeTable): Map<string, Code> => {
  const known = indexes.get(t);
  if (known) return known;
  const spellings = [(c: Code) => [c.code], (c: Code) => [c.label.zh, c.label.en], (c: Code) => c.also ?? []];
  const index = new Map(spellings.flatMap((of) => t.codes.flatMap((c) => of(c).map((text): [string, Code] => [plain(text), c]))).reverse());
  indexes.set(t, index);
  return index;
};
const find = (t: CodeTable, text: string): Code | undefined => indexOf(t).get(text);

/** Digits that lost their leading zeros in a number cell, or were padded on the right to the width of the form. */
const byDigits = (t: CodeTable, text: string): Code | undefined => {
  if (!/^\d+$/.test(text)) return undefined;
  if (!t.tree) return find(t, text.padStart(t.codes[0]?.code.length ?? 0, '0'));
  const four = text.padStart(4, '0');
  for (let end = four.length; end > 0; end--) {
    const hit = t.codes.find((c) => c.code === four.slice(0, end));
    if (hit) return hit;
    if (four[end - 1] !== '0') return undefined;
  }
  return undefined;
};
const lookUp = (t: CodeTable, text: string): Code | undefined => find(t, text) ?? byDigits(t, text);

/**
 * The code that a cell means: a code, a label in either language, a known variant, or `code_label`. A `code_label` whose two
 * halves mean different values, and a text nobody knows, answer undefined: never a guess.
 */
export const codeOf = (t: CodeTable, text: string): string | undefined => {
  const clean = plain(text);
  if (clean === '') return undefined;
  const whole = lookUp(t, clean);
  if (whole) return whole.code;
  for (const { 0: mark, index } of clean.matchAll(/[_\-—:.、|]+/gu)) {
    const byCode = lookUp(t, clean.slice(0, index));
    const byLabel = find(t, clean.slice(index + mark.length));
    if (byLabel && (byCode ? byCode === byLabel : /^\d+$/.test(clean.slice(0, index)))) return byLabel.code;
  }
  return undefined;
};

/** The label of a code; an unknown code is shown as it is, so that nothing stored disappears from a page. */
export const labelOf = (t: CodeTable, code: string, lang: 'zh' | 'en' = 'zh'): string => t.codes.find((c) => c.code === code)?.label[lang] ?? code;
