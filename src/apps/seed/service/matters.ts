/** What a resident asks, and what the unit says to it: sentence by sentence. */
export type Point = readonly [asked: string, answered: string];

export interface Matter {
  readonly category: string;
  readonly kind: string;
  readonly points: readonly Point[];
}

const matter = (category: string, kind: string, ...points: readonly Point[]): Matter => ({
  category,
  kind,
  points,
});

/** Invented, as people of a county might write them. Those of one category are told apart by what they ask. */
export const matters: readonly Matter[] = [
  matter('roads.lights', 'help', [
    '村口到祠堂一段的路灯有三盏不亮，晚上走路看不清。',
    '三盏路灯的线路和灯头已更换，当晚恢复照明。',
  ]),
  matter('roads.lights', 'suggest', [
    '新修的沿溪步道没有路灯，能不能装几盏太阳能的？',
    '沿溪步道已列入今年亮化计划，先装六盏太阳能路灯。',
  ]),
  matter('roads.lights', 'help', ['桥头的路灯白天亮着，晚上反而不亮。', '时控开关已重新设置，并每月巡检一次。']),
  matter(
    'roads.surface',
    'help',
    ['村道转弯处路面塌了一块，雨天积水。', '塌陷处已回填压实，并重新浇筑混凝土。'],
    ['旁边的窨井盖也破了，电动车容易摔。', '破损的窨井盖已更换为球墨铸铁井盖。'],
    ['请问什么时候能全部修好？', '整段路面养护期满后，下周一恢复通行。'],
  ),
  matter('roads.surface', 'complaint', [
    '埋管道挖开的路面两个月没有恢复，灰尘很大。',
    '施工单位已在限期内恢复沥青路面，扬尘一并清理。',
  ]),
  matter('roads.parking', 'complaint', [
    '农贸市场门口店家占道经营，消防车进不来。',
    '已约谈六户经营户，划线规范摆放，消防通道已清空。',
  ]),
  matter('roads.parking', 'suggest', [
    '小学门口放学时车子乱停，能不能设临时停车区？',
    '已会同交警设置临时接送区，上下学时段有人值守。',
  ]),
  matter('roads.buses', 'suggest', [
    '末班车太早，下班的人回不了村，能不能晚一小时？',
    '经与公交公司商定，末班车自下月起推迟四十分钟。',
  ]),
  matter('roads.buses', 'complaint', [
    '早上的班车连续几天晚点半个多小时。',
    '晚点因沿线施工绕行所致，现已恢复原线路，并公布到站时间。',
  ]),
  matter('sanitation.waste', 'complaint', [
    '垃圾投放点好几天没人清运，气味很大。',
    '清运已恢复每日一次，投放点已冲洗消毒。',
  ]),
  matter('sanitation.waste', 'report', [
    '有人夜里把建筑垃圾倒在机耕路边。',
    '建筑垃圾已清走，路口加装了监控，正在查找倾倒人。',
  ]),
  matter(
    'sanitation.sewage',
    'help',
    ['化粪池满溢，污水流到路上。', '化粪池已抽排清理。'],
    ['隔壁三户的污水管一直没有接通，能不能一起接？', '三户的接户管已列入本月施工，预计十个工作日完成。'],
  ),
  matter('sanitation.sewage', 'complaint', [
    '排水沟堵了半个月，一下雨就返水。',
    '排水沟已疏通，并清出淤泥约两立方米。',
  ]),
  matter('sanitation.noise', 'complaint', [
    '工地夜里十一点后还在打桩，老人睡不着。',
    '已责令夜间停工，确需连续施工的须先取得许可并公告。',
  ]),
  matter('sanitation.noise', 'complaint', [
    '文化广场的音响晚上九点半还很响。',
    '已与两支舞队约定，晚上八点半结束并限定音量。',
  ]),
  matter('sanitation.air', 'complaint', [
    '楼下小饭店的油烟直接排到窗口。',
    '该店已安装油烟净化设备，排烟口已改向屋顶。',
  ]),
  matter('sanitation.air', 'report', [
    '收割后有人在田里烧秸秆，烟很大。',
    '火点已扑灭并教育当事人，秸秆由合作社统一打捆回收。',
  ]),
  matter('land.homestead', 'consult', [
    '老屋想翻建，要准备哪些材料，找谁办？',
    '请带身份证、户口簿和原宅基地权属材料到村便民服务点登记，乡镇十五个工作日内现场踏勘。',
  ]),
  matter('land.homestead', 'help', [
    '建房申请交了两个月没有回音。',
    '申请已补齐四邻签字，本批次上会审议，结果将书面告知。',
  ]),
  matter('land.building', 'report', [
    '隔壁在屋顶加盖一层，像是违法建筑。',
    '经查未取得许可，已发停工通知，当事人承诺十日内自行拆除。',
  ]),
  matter(
    'land.taking',
    'complaint',
    ['道路拓宽征用了自家菜地，青苗补偿一直没有到账。', '青苗补偿因账号有误退回，已更正并重新拨付。'],
    ['安置地块什么时候能定下来？', '安置地块须待控规批复，批复后第一时间公示并通知。'],
  ),
  matter('land.houses', 'help', [
    '老房子墙体开裂，怕雨季出事，能不能来鉴定？',
    '鉴定单位已上门，结论为C级，可申请危房改造补助。',
  ]),
  matter('farming.water', 'help', ['灌溉水渠被泥石堵住，稻田进不了水。', '水渠已清淤，并对渗漏的一段作了衬砌。']),
  matter('farming.water', 'suggest', [
    '山塘年年渗漏，能不能列入维修计划？',
    '山塘已列入下一年度维修计划，汛前先作防渗应急处理。',
  ]),
  matter('farming.drinking', 'complaint', [
    '最近自来水发黄，有泥腥味。',
    '主管抢修引起浑浊，已冲洗管网，水质检测合格，结果在村务公开栏张贴。',
  ]),
  matter('farming.drinking', 'help', ['地势高的几户傍晚没有水，水压太低。', '已调整供水时段，增压泵列入本月安装。']),
  matter('farming.subsidies', 'consult', [
    '种粮补贴今年什么时候发，面积在哪里核对？',
    '面积已在村务公开栏公示，核对无误后于月底前发放到一卡通。',
  ]),
  matter('farming.livestock', 'complaint', [
    '溪边的养鸭棚气味大，污水直接排进溪里。',
    '养殖户已清退沿溪鸭棚，污水收集后还田。',
  ]),
  matter('security.pension', 'consult', [
    '城乡居民养老保险断缴三年，能不能补缴？',
    '可以补缴，请到便民服务中心窗口或网上办理，按年度标准计算。',
  ]),
  matter('security.pension', 'help', [
    '母亲满八十岁了，高龄津贴怎么申请？',
    '村里已代为申报，津贴自满八十周岁当月起计发。',
  ]),
  matter(
    'security.allowance',
    'help',
    ['家里主要劳动力重病住院，能不能申请临时救助？', '临时救助已受理并先行发放，后续按核对结果确定。'],
    ['低保要符合什么条件？', '家庭人均收入低于当地标准且财产符合规定的可以申请，明细已随信附上。'],
  ),
  matter('security.allowance', 'complaint', [
    '低保复核后停发了，没有说明理由。',
    '停发因家庭成员就业收入超过标准，已书面说明，并告知申诉途径。',
  ]),
  matter('security.disability', 'consult', [
    '残疾证到期换证要去哪里评定？',
    '请到县人民医院残疾评定门诊，行动不便的可预约上门评定。',
  ]),
  matter('health.insurance', 'consult', [
    '外地看病回来报销要哪些材料，多久到账？',
    '请带出院小结、发票和清单到医保窗口，三十日内到账，先备案的可直接结算。',
  ]),
  matter('health.clinics', 'suggest', [
    '村卫生室每周只开两天，能不能多开一天？',
    '自下月起每周一、三、五开诊，时间表已张贴。',
  ]),
  matter('education.places', 'consult', [
    '外来务工人员的孩子九月入学怎么报名？',
    '凭居住证和务工证明在报名系统登记，六月底前公布结果。',
  ]),
  matter('education.campus', 'complaint', [
    '学校食堂这周的菜两次不新鲜。',
    '已会同市场监管检查，更换供货商，并请家长代表每周试餐。',
  ]),
  matter('work.wages', 'complaint', [
    '在镇上工地做了四个月，工资还欠一万多元。',
    '经调查核实，总承包单位已先行垫付所欠工资。',
  ]),
  matter('work.injury', 'consult', [
    '上班途中摔伤算不算工伤，怎么认定？',
    '非本人主要责任的交通事故可认定，请在一年内提出申请，材料清单已附。',
  ]),
  matter('work.jobs', 'consult', [
    '想参加家政培训，哪里报名？',
    '县里下月开班，请到便民服务中心登记，符合条件的免费。',
  ]),
  matter('neighbours.walls', 'help', [
    '邻居砌的围墙挡住了公共过道，说了几次没有用。',
    '经人民调解，双方同意退让八十厘米，已签协议并拆除。',
  ]),
  matter('neighbours.animals', 'complaint', [
    '有人遛狗不拴绳，小孩被吓哭两次。',
    '已上门告知并登记犬只，巡查中再次发现将依法处罚。',
  ]),
  matter('neighbours.property', 'complaint', [
    '小区电梯坏了十天，物业一直说在等配件。',
    '已约谈物业，启用应急维修资金，电梯昨日恢复运行。',
  ]),
  matter('party.openness', 'consult', [
    '村集体山林出租的收入用在哪里，账目在哪看？',
    '收支明细已在村务公开栏和监督微信群公布，也可到村财务室查阅。',
  ]),
  matter('party.openness', 'suggest', ['村务公开栏字太小，老人看不清，能不能放大？', '已改用大字版，每月十日更新。']),
  matter('party.organisation', 'consult', [
    '在外地工作，组织关系要怎么转？',
    '请先与现支部联系，由其发起转接，三个月内办理完毕。',
  ]),
  matter('conduct.delay', 'complaint', [
    '办一个证明跑了三趟，每次说的材料都不一样。',
    '已向您致歉并当场办结，窗口改为一次性书面告知。',
  ]),
  matter('conduct.attitude', 'complaint', [
    '便民服务中心的窗口人员态度生硬，问两句就不耐烦。',
    '经核实情况属实，已批评教育，并公开投诉电话。',
  ]),
  matter('consumers.refund', 'complaint', ['理发店关门了，预付卡里还有六百元退不出来。', '经调解，店主已退回余额。']),
  matter('consumers.food', 'report', ['小超市在卖过期的袋装食品。', '现场查获并下架过期食品七件，已立案处理。']),
  matter('safety.fire', 'report', ['楼道里停满电动车，还拉电线充电。', '楼道已清理，室外集中充电棚可供使用。']),
  matter('safety.gas', 'consult', ['管道燃气什么时候通到老街？', '老街管道计划年底前完工，开通时间另行公告。']),
  matter(
    'safety.hazard',
    'report',
    ['屋后山坡出现裂缝，下雨有碎石滚下来。', '地质人员已到现场，设立警示并作临时支护。'],
    ['要不要先搬出来？', '强降雨期间请按网格员通知转移，安置点设在文化礼堂。'],
  ),
  matter('other', 'praise', ['网格员冒雨把老人送到卫生院，请转达感谢。', '已转达，村里在月度例会上作了表扬。']),
  matter('other', 'suggest', [
    '文化礼堂周末能不能多开两小时，给孩子看书？',
    '自本周起周末开放至晚上八点，由志愿者值守。',
  ]),
];

export const openings = ['', '', '', '您好，', '您好，反映一件事：', '请问一下，', '我是本村村民，'] as const;
export const closings = ['', '', '', '麻烦了，谢谢。', '谢谢！', '盼复。'] as const;

/** With what an answer begins, and how it ends. */
export const answerOpening = (category: string): string => `您反映的${category}问题收悉，现答复如下。`;
export const answerClosings = ['如有疑问，请再与我们联系。', '感谢您对我们工作的支持。', ''] as const;

export const refusals: readonly (readonly [category: string, text: string, reason: string, way: string])[] = [
  [
    'consumers.refund',
    '网上买的手机有质量问题，卖家不给退。',
    '卖家在外省，不属于本县受理范围。',
    '请拨打12315或在全国12315平台投诉。',
  ],
  [
    'land.taking',
    '对法院的征收补偿判决不服，要求重新处理。',
    '此事已由法院判决，不能通过本平台改变。',
    '可在法定期限内上诉或申请再审。',
  ],
  [
    'work.wages',
    '在邻县工地的工资没有拿到。',
    '工程在邻县，由当地处理。',
    '请向工程所在地劳动监察部门投诉，或拨打12333。',
  ],
  [
    'neighbours.walls',
    '和邻居的界址纠纷已经起诉，请政府判一下。',
    '案件正在法院审理。',
    '请等待法院判决；愿意调解的可向人民调解委员会提出。',
  ],
];

export const reopenings = [
  '只修了一段，里面那段还是老样子。',
  '说好的时间已经过了，没有看到人来。',
  '答复里没有讲清楚什么时候办好。',
  '过了几天又和原来一样了。',
] as const;
export const secondAnswers = [
  '您再次反映的情况已到现场复核，剩余部分今日完成。',
  '未按时完成的原因是材料未到，现已到场施工，本周内办结。',
  '已安排专人每日巡查，并留下联系方式，情况反复时请直接联系。',
] as const;
export const assignments = [
  '此事属于你单位职责，请按期办理并答复。',
  '请会同村里现场核实后答复来件人。',
  '业务主管部门办理更为合适，转交办理。',
] as const;
