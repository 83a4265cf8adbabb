/**
 * Requests as residents might write them, made up from a seed, for benches and tests. The noise is meant: some are put where they do
 * not belong and nobody corrects it, some speak of two things, some say next to nothing, some have letters missing.
 */

/** Of each category what happens, as several people would say it. Words are shared between categories, as they are in life. */
const matters: Readonly<Record<string, readonly string[]>> = {
  'land.homestead': [
    '宅基地申请交上去一直没有批',
    '建房审批卡住了',
    '老宅想翻建不知道找谁批',
    '宅基地和邻居的界线说不清',
  ],
  'land.building': ['隔壁在楼顶违建', '有人占路搭棚，像是违章建筑', '违建举报了没人拆', '在农田里盖厂房'],
  'land.taking': ['征地补偿款没有发下来', '拆迁安置房什么时候分', '青苗费算少了', '征迁协议签了没兑现'],
  'land.houses': ['老房子墙裂了像危房', '危房改造名额怎么申请', '下雨屋顶塌了一角', '危房没人来鉴定'],
  'farming.water': ['水渠堵了稻田没水', '河道里都是垃圾水草', '山塘漏水没人修', '上游把灌溉水截了'],
  'farming.drinking': ['自来水发黄有味道', '水压太低三楼没水', '停水两天没通知', '饮用水水源旁边养猪'],
  'farming.subsidies': ['种粮补贴没有到账', '农机补贴怎么申请', '耕地面积登记少了补贴不对', '补贴名单里没有我家'],
  'farming.livestock': ['养猪场臭味太大', '河里有死猪', '鸡棚离住房太近', '畜禽养殖的污水直接排'],
  'roads.lights': ['村口路灯坏了三盏', '路灯不亮晚上看不见', '桥头没有路灯', '路灯白天亮晚上不亮'],
  'roads.surface': ['路面坑洼车子颠', '井盖破了很危险', '修路挖开没有恢复', '水泥路裂了积水'],
  'roads.parking': ['车子乱停占了消防通道', '店家占道经营', '小区门口停车位被占', '货车停在路口挡视线'],
  'roads.buses': ['公交车总是晚点', '末班车太早', '班车不进村', '公交站没有雨棚'],
  'sanitation.waste': ['垃圾桶满了没人清运', '建筑垃圾倒在路边', '保洁员好几天没来', '垃圾分类点太脏'],
  'sanitation.sewage': ['化粪池满了污水流到路上', '下水道堵了返水', '污水管没有接通', '排水沟发臭'],
  'sanitation.noise': ['半夜施工噪音太大', '广场舞声音太响', '工厂机器整夜响', '楼下烧烤摊吵到半夜'],
  'sanitation.air': ['楼下饭店油烟熏人', '工地扬尘没有洒水', '有人焚烧秸秆', '喷漆味道很重'],
  'security.pension': ['养老金这个月没到账', '养老保险断缴怎么补', '高龄津贴没有发', '退休手续办不下来'],
  'security.allowance': ['低保申请没有回音', '低保户名单不公平', '临时救助怎么申请', '家里困难想申请救助'],
  'security.disability': ['残疾证到期怎么换', '护理补贴没有到账', '无障碍坡道被占', '残疾人补贴要什么材料'],
  'health.insurance': ['医保报销比例不对', '异地就医不能结算', '医保卡刷不出来', '大病保险怎么报'],
  'health.clinics': ['卫生院没有医生值班', '村医经常不在', '挂号排队太久', '疫苗总是没货'],
  'education.places': ['孩子入学被分到远处', '学区划分不合理', '外来务工子女怎么报名', '幼儿园名额不够'],
  'education.fees': ['学校乱收费', '助学金没有发', '课后服务收费太高', '民办学校学费说涨就涨'],
  'education.campus': ['学校食堂饭菜不新鲜', '校车太挤', '校门口车太多不安全', '孩子在学校被欺负'],
  'work.wages': ['工地拖欠工资半年', '老板欠薪跑了', '工资没有按时发', '农民工工资要不回来'],
  'work.injury': ['上班受伤单位不认工伤', '工伤认定要多久', '工厂没有给交保险受伤没人管', '工伤赔偿谈不拢'],
  'work.jobs': ['想参加技能培训', '招聘会什么时候有', '失业金怎么领', '创业贷款怎么申请'],
  'neighbours.walls': ['楼上漏水不肯修', '邻居砌墙挡了我家光', '围墙占了公共过道', '两家为排水吵架'],
  'neighbours.animals': ['邻居的狗不拴绳', '流浪狗咬人', '楼上养鸡太臭', '狗半夜叫个不停'],
  'neighbours.property': ['物业收了费不管事', '电梯坏了一周没修', '业委会选不出来', '小区门禁坏了'],
  'party.openness': ['村务公开栏半年没有更新', '村里的账目看不到', '集体收入怎么用的没有公开', '村民代表会议没有通知'],
  'party.organisation': ['组织关系怎么转', '党费怎么交', '流动党员在外怎么过组织生活', '入党申请书交了没有回音'],
  'conduct.attitude': ['窗口人员态度很差', '打电话问事被挂断', '办事大厅爱理不理', '工作人员说话难听'],
  'conduct.delay': ['跑了三趟还没办好', '几个部门互相推诿', '材料交了没人管', '答应一周办好拖了两个月'],
  'consumers.refund': ['预付卡店关门不退钱', '网购退货不给退款', '健身房不退费', '买的家电坏了不给换'],
  'consumers.food': ['超市卖过期食品', '饭店吃坏肚子', '买到假酒', '菜场缺斤少两'],
  'safety.fire': ['楼道里堆满杂物', '电动车在楼道充电', '消防栓没有水', '电线老化冒火花'],
  'safety.gas': ['燃气有味道', '煤气罐放在过道', '燃气管道开通没人来', '换煤气的人没有证'],
  'safety.hazard': ['屋后山体有裂缝', '下雨怕泥石流', '堤坝有个缺口', '路边挡墙要倒了'],
};

const openings = [
  '',
  '',
  '您好，',
  '你好，我要反映一件事，',
  '请问，',
  '反映一下，',
  '我是村民，',
  '我们这里',
  '去年到现在',
  '昨天发现',
];
const endings = [
  '',
  '',
  '，请尽快处理',
  '，希望有人管一管',
  '，打了几次电话没有用',
  '，老人小孩很不方便',
  '，什么时候能解决',
  '，谢谢',
  '，已经反映过一次了',
  '，大家意见很大',
];
const vague = [
  '这件事一直没人管，请帮忙解决',
  '反映的问题什么时候能处理',
  '找了好几个人都说不归他管',
  '请领导过来看一看就知道了',
  '我们这里的情况你们应该清楚',
];

export const generatedCategories = Object.keys(matters);

export interface Generated {
  readonly text: string;
  /** Where it was put, which is not always where it belongs. */
  readonly category: string;
  readonly true: string;
}

export interface Noise {
  /** Share that is put where it does not belong. */
  readonly misplaced: number;
  /** Share that speaks of a second thing as well. */
  readonly double: number;
  /** Share that says next to nothing. */
  readonly vague: number;
  /** Share of letters that are missing. */
  readonly dropped: number;
}

export const usualNoise: Noise = { misplaced: 0.08, double: 0.15, vague: 0.06, dropped: 0.01 };

/** Numbers between nothing and one, the same for the same seed. */
export const numbersFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

/** So many requests; frequent categories are frequent, as the third power of a number between nothing and one. */
export const generateRequests = (count: number, seed: number, noise: Noise = usualNoise): Generated[] => {
  const random = numbersFrom(seed);
  const pick = <T>(items: readonly T[], at = random()): T => items[Math.floor(at * items.length)] as T;
  return Array.from({ length: count }, () => {
    const belongs = pick(generatedCategories, random() ** 1.5);
    const said = random() < noise.vague ? pick(vague) : pick(matters[belongs] ?? []);
    const second = random() < noise.double ? `，另外${pick(matters[pick(generatedCategories)] ?? [])}` : '';
    const whole = `${pick(openings)}${said}${second}${pick(endings)}`;
    const text = [...whole].filter(() => random() >= noise.dropped).join('');
    const category = random() < noise.misplaced ? pick([...generatedCategories, 'other']) : belongs;
    return { text, category, true: belongs };
  });
};
