import { table, type CodeTable, type Row } from './code-table.ts';

export const sex = table('sex', '性别', 'Sex', 'GB/T 2261.1', [
  ['0', '未知的性别', 'Unknown', '未知'],
  ['1', '男', 'Male', '男性 M'],
  ['2', '女', 'Female', '女性 F'],
  ['9', '未说明的性别', 'Not stated', '未说明'],
]);

export const marital: CodeTable = {
  ...table('marital', '婚姻状况', 'Marital status', 'GB/T 2261.2', [
    ['10', '未婚', 'Never married'],
    ['20', '已婚', 'Married', '有配偶'],
    ['21', '初婚', 'First marriage'],
    ['22', '再婚', 'Remarried'],
    ['23', '复婚', 'Remarried to former spouse'],
    ['30', '丧偶', 'Widowed'],
    ['40', '离婚', 'Divorced', '离异'],
    ['90', '未说明的婚姻状况', 'Not stated', '未说明'],
  ]),
  groups: true,
};
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

export const education: CodeTable = {
  ...table('education', '学历', 'Education', 'GB/T 4658-2006', [
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
  ]),
  groups: true,
};

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
