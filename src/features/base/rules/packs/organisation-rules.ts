import { atLeast, atMost, book, moreThan, period, range, type Rule } from './rule.ts';

const branch = book('branch2018', 'B');
const rural = book('rural2018', 'B');
const organ = book('organ2019', 'B');
const election = book('election2020', 'A');
const term = book('term2018', 'A');
const practice = book('practice', 'C');

/** Types, thresholds, committees and terms of organisations. */
export const organisationRules: readonly Rule[] = [
  branch(
    'branch.minFull',
    atLeast(3),
    ['第二章', '有正式党员3人以上的，应当成立党支部', 'Three full members or more: a branch is set up'],
    [
      [{ count: 3, of: 'members' }, true, '3名正式党员应当成立党支部', 'Three full members set up a branch'],
      [{ count: 2 }, false, '2名正式党员参加联合党支部', 'Two full members join a joint branch'],
    ],
  ),
  branch(
    'branch.maxMembers',
    atMost(50),
    ['第二章', '党支部党员人数一般不超过50人', 'A branch generally has no more than 50 members'],
    [
      [{ count: 50, of: 'members' }, true, '50人不超过', 'Fifty are not too many'],
      [{ count: 51 }, false, '51人宜分设', 'Fifty-one had better be divided'],
    ],
  ),
  branch(
    'joint.maxUnits',
    atMost(5),
    ['第二章', '联合党支部覆盖单位一般不超过5个', 'A joint branch generally covers no more than five units'],
    [
      [{ count: 5, of: 'units' }, true, '5个单位可以', 'Five units are right'],
      [{ count: 6 }, false, '6个单位过多', 'Six units are too many'],
    ],
    { unit: 'units' },
  ),
  branch(
    'temporary.regularAfter',
    period(6, 'months'),
    [
      '第二章',
      '为期6个月以上的工程、项目符合条件的应当成立党支部',
      'A project of six months or more that meets the conditions has a regular branch',
    ],
    [[{ from: '2026-01-15' }, '2026-07-15', '项目满6个月之日', 'The day on which the project is six months old']],
  ),
  branch(
    'setUp.reply',
    period(1, 'months'),
    [
      '第二章（条号未核）',
      '成立党支部的批复时间一般不超过1个月',
      'The reply to a request to set up a branch generally takes no more than a month',
    ],
    [
      [
        { from: '2026-01-31' },
        '2026-02-28',
        '1月31日申请，2月28日前批复',
        'Asked for on 31 January: answered by 28 February',
      ],
    ],
  ),
  branch(
    'temporary.members',
    atMost(0),
    [
      '第二章',
      '临时党支部的党员不转接组织关系，党籍仍在原党支部',
      'Members of a temporary branch keep their affiliation to the former branch',
    ],
    [
      [{ count: 0, of: 'members' }, true, '组织关系都在原支部', 'All are affiliated elsewhere'],
      [{ count: 1 }, false, '有1人的组织关系在临时党支部', 'One is affiliated to the temporary branch'],
    ],
  ),
  rural(
    'generalBranch.min',
    moreThan(50),
    [
      '第五条',
      '党员人数超过50人（或确因工作需要）可以成立党总支',
      'More than 50 members (or fewer where the work needs it): a general branch may be set up',
    ],
    [
      [{ count: 51, of: 'members' }, true, '51人可以', 'Fifty-one members may'],
      [{ count: 50 }, false, '50人须确因工作需要', 'Fifty members may only where the work needs it'],
    ],
  ),
  rural(
    'committee.min',
    moreThan(100),
    [
      '第二章',
      '党员人数超过100人（或确因工作需要）经批准可以成立基层党委',
      'More than 100 members (or fewer where needed), with approval: a grassroots committee',
    ],
    [
      [{ count: 101, of: 'members' }, true, '101人可以', 'A hundred and one members may'],
      [{ count: 100 }, false, '100人须确因工作需要', 'A hundred members may only where the work needs it'],
    ],
  ),
  rural(
    'villageCommittee.min',
    atLeast(100),
    [
      '第五条',
      '党员人数100人以上（含100人）的村，经县级地方党委批准可以成立村党委',
      'A village of 100 members or more (100 included) may have a village committee with the county committee’s approval',
    ],
    [
      [{ count: 100, of: 'members' }, true, '100人的村可以', 'A village of a hundred members may'],
      [{ count: 99 }, false, '99人的村不够', 'A village of ninety-nine members may not'],
    ],
  ),
  organ(
    'organ.committee.min',
    atLeast(100),
    ['条号未核', '机关党员100人以上的设立党委', 'Organs: 100 members or more have a committee'],
    [
      [{ count: 100, of: 'members' }, true, '100人设党委', 'A hundred members have a committee'],
      [{ count: 99 }, false, '99人设总支', 'Ninety-nine members have a general branch'],
    ],
  ),
  organ(
    'organ.generalBranch.size',
    range(50, 99),
    ['条号未核', '机关党员50人以上、100人以下的设立党总支', 'Organs: 50 and more, below 100, have a general branch'],
    [
      [{ count: 50, of: 'members' }, true, '50人设总支', 'Fifty members have a general branch'],
      [{ count: 100 }, false, '100人设党委', 'A hundred members have a committee'],
      [{ count: 49 }, false, '49人可不设总支', 'Forty-nine members have no general branch yet'],
      [{ count: 99 }, true, '99人设总支', 'Ninety-nine members have a general branch'],
    ],
  ),
  election(
    'congress.minMembers',
    atLeast(500),
    [
      '第四条',
      '党员500名以上或驻地分散的，经批准可以召开代表大会',
      '500 members or more, or scattered sites: a congress of delegates with approval',
    ],
    [
      [{ count: 500, of: 'members' }, true, '500名可以', 'Five hundred members may'],
      [{ count: 499 }, false, '499名一般开党员大会', 'Four hundred and ninety-nine generally meet as members'],
    ],
  ),
  election(
    'congress.delegates',
    range(100, 200),
    ['条号未核', '代表名额一般为100名至200名', 'Delegates are generally 100 to 200'],
    [
      [{ count: 150, of: 'delegates' }, true, '150名合适', 'A hundred and fifty delegates are right'],
      [{ count: 90 }, false, '90名偏少', 'Ninety delegates are rather few'],
      [{ count: 100 }, true, '100名为一般下限', 'A hundred delegates are the usual least'],
      [{ count: 99 }, false, '99名偏少', 'Ninety-nine delegates are rather few'],
      [{ count: 200 }, true, '200名为一般上限', 'Two hundred delegates are the usual most'],
      [{ count: 201 }, false, '201名偏多', 'Two hundred and one delegates are rather many'],
    ],
    { unit: 'delegates' },
  ),
  election(
    'congress.delegates.max',
    atMost(300),
    ['条号未核', '代表最多不超过300名', 'Delegates are 300 at most'],
    [
      [{ count: 300, of: 'delegates' }, true, '300名为上限', 'Three hundred delegates are the limit'],
      [{ count: 301 }, false, '301名超限', 'Three hundred and one delegates are above the limit'],
    ],
    { unit: 'delegates' },
  ),
  branch(
    'committee.requiredWhenFull',
    atLeast(7),
    ['第六章', '正式党员7人以上的党支部应当设立支部委员会', 'Seven full members or more: the branch has a committee'],
    [
      [{ count: 7, of: 'members' }, true, '7名正式党员应当设支委会', 'Seven full members have a branch committee'],
      [{ count: 6 }, false, '6名正式党员设书记1名，不设支委会', 'Six full members have a secretary and no committee'],
    ],
  ),
  branch(
    'secretary.required',
    range(1, 1),
    [
      '第六章',
      '党支部设书记1名（党委、党总支委员会同样设书记1名）',
      'A branch has one secretary (so have committees and general branches)',
    ],
    [
      [{ count: 1, of: 'persons' }, true, '有书记1名', 'There is one secretary'],
      [{ count: 0 }, false, '书记空缺', 'The post of secretary is vacant'],
      [{ count: 2 }, false, '不设2名书记', 'There are not two secretaries'],
    ],
    { unit: 'persons' },
  ),
  branch(
    'branchCommittee.size',
    range(3, 5),
    ['第六章', '支部委员会由3至5人组成', 'A branch committee has three to five members'],
    [
      [{ count: 3, of: 'persons' }, true, '3人可以', 'Three are right'],
      [{ count: 2 }, false, '2人不足', 'Two are not enough'],
      [{ count: 5 }, true, '5人可以', 'Five are right'],
      [{ count: 6 }, false, '6人超出一般名额', 'Six are more than usual'],
    ],
    { unit: 'persons' },
  ),
  branch(
    'branchCommittee.max',
    atMost(7),
    ['第六章', '支部委员会一般不超过7人', 'A branch committee generally has no more than seven'],
    [
      [{ count: 7, of: 'persons' }, true, '7人为上限', 'Seven are the limit'],
      [{ count: 8 }, false, '8人超过', 'Eight are too many'],
    ],
    { unit: 'persons' },
  ),
  practice(
    'generalBranchCommittee.size',
    range(5, 7),
    ['换届工作指引', '党总支委员会一般5至7人', 'A general-branch committee generally has five to seven'],
    [
      [{ count: 5, of: 'persons' }, true, '5人可以', 'Five are right'],
      [{ count: 4 }, false, '4人不足', 'Four are not enough'],
      [{ count: 7 }, true, '7人可以', 'Seven are right'],
      [{ count: 8 }, false, '8人超出一般名额', 'Eight are more than usual'],
    ],
    { unit: 'persons' },
  ),
  practice(
    'generalBranchCommittee.max',
    atMost(9),
    ['换届工作指引', '党总支委员会最多9人', 'A general-branch committee has nine at most'],
    [
      [{ count: 10, of: 'persons' }, false, '10人超过', 'Ten are too many'],
      [{ count: 9 }, true, '9人为上限', 'Nine are the limit'],
    ],
    { unit: 'persons' },
  ),
  practice(
    'grassrootsCommittee.size',
    range(5, 9),
    ['换届工作指引', '基层委员会一般5至9人', 'A grassroots committee generally has five to nine'],
    [
      [{ count: 9, of: 'persons' }, true, '9人可以', 'Nine are right'],
      [{ count: 5 }, true, '5人可以', 'Five are right'],
      [{ count: 4 }, false, '4人不足', 'Four are not enough'],
      [{ count: 10 }, false, '10人超出一般名额', 'Ten are more than usual'],
    ],
    { unit: 'persons' },
  ),
  practice(
    'grassrootsCommittee.max',
    atMost(11),
    ['换届工作指引', '基层委员会最多11人', 'A grassroots committee has eleven at most'],
    [
      [{ count: 12, of: 'persons' }, false, '12人超过', 'Twelve are too many'],
      [{ count: 11 }, true, '11人为上限', 'Eleven are the limit'],
    ],
    { unit: 'persons' },
  ),
  rural(
    'townshipCommittee.size',
    range(7, 9),
    [
      '第二章',
      '乡镇党委一般设委员7至9名，书记1名，副书记2名',
      'A township committee generally has seven to nine members',
    ],
    [
      [{ count: 7, of: 'persons' }, true, '7名可以', 'Seven are right'],
      [{ count: 10 }, false, '10名偏多', 'Ten are rather many'],
      [{ count: 6 }, false, '6名不足', 'Six are not enough'],
      [{ count: 9 }, true, '9名可以', 'Nine are right'],
    ],
    { unit: 'persons' },
  ),
  practice(
    'secretary.minPartyAge',
    period(1, 'years'),
    ['国企党建题库', '党支部书记一般应有1年以上党龄', 'A branch secretary generally has a party age of a year'],
    [
      [{ from: '2025-03-01' }, '2026-03-01', '转正满一年之日', 'The day on which full membership is a year old'],
      [
        { from: '2023-03-01' },
        '2024-03-01',
        '跨闰日满一年，共366日',
        'A year with a leap day in it is complete after 366 days',
      ],
    ],
  ),

  book('charter', 'C')(
    'term.county',
    period(5, 'years'),
    ['第二十七条', '县级地方委员会每届任期5年', 'A county committee serves five years'],
    [
      [
        { from: '2021-12-20' },
        '2026-12-20',
        '2021年12月20日当选，2026年12月20日届满',
        'Elected on 20 December 2021: the term ends on 20 December 2026',
      ],
    ],
  ),
  term(
    'term.committee',
    period(5, 'years'),
    ['第一条', '党的基层委员会每届任期一般为5年', 'A grassroots committee serves five years'],
    [
      [
        { from: '2021-06-30' },
        '2026-06-30',
        '2021年6月30日当选，2026年6月30日届满',
        'Elected on 30 June 2021: the term ends on 30 June 2026',
      ],
    ],
  ),
  term(
    'term.branch',
    period(3, 'years'),
    ['第一条', '党总支、党支部委员会每届任期一般为3年', 'General branches and branches serve three years'],
    [
      [
        { from: '2024-02-29' },
        '2027-02-28',
        '闰日当选，到期年无此日则为月末',
        'Elected on a leap day: the last day of February stands for it',
      ],
      [
        { from: '2021-06-18' },
        '2024-06-18',
        '2021年6月18日当选，三年间有闰日',
        'Elected on 18 June 2021: three years with a leap day',
      ],
    ],
  ),
  term(
    'term.village',
    period(5, 'years'),
    [
      '第一条',
      '村和社区党的委员会、总支部、支部委员会每届任期为5年',
      'In villages and communities committees, general branches and branches all serve five years',
    ],
    [[{ from: '2021-03-01' }, '2026-03-01', '村支部任期5年', 'A village branch serves five years']],
  ),
  practice(
    'term.reminder',
    period(6, 'months'),
    ['工作惯例', '上级一般在届满前6个月提醒换届', 'The superior reminds about six months before a term ends'],
    [[{ from: '2026-01-01' }, '2026-07-01', '提前6个月', 'Six months before']],
  ),
  election(
    'election.shift',
    period(1, 'years'),
    ['第三条', '延期或者提前换届一般不超过1年', 'A term is lengthened or shortened by a year at most'],
    [
      [{ from: '2026-03-01' }, '2027-03-01', '最多延至届满后一年', 'Extended to a year after the end at most'],
      [
        { from: '2027-06-30' },
        '2028-06-30',
        '跨闰日，延至次年同日',
        'With a leap day between: to the same day of the next year',
      ],
    ],
  ),
];
