/**
 * The rule-books that the packs cite. `from` is the first day in force; where only a month or year is known it is the first day of
 * it, and `approximate` says so. `to` is the last day in force of a book that was replaced.
 */
export interface Source {
  readonly title: { readonly zh: string; readonly en: string };
  readonly from: string;
  readonly to?: string;
  readonly approximate?: boolean;
  readonly url?: string;
}

const source = (zh: string, en: string, from: string, extra: Omit<Source, 'title' | 'from'> = {}): Source => ({
  title: { zh, en },
  from,
  ...extra,
});

export const sources = {
  charter: source('中国共产党章程', 'Party Charter', '2022-10-22'),
  chartersSince1956: source('中国共产党章程（1956年以来历次）', 'Party Charters since 1956', '1956-09-26'),
  branch2018: source(
    '中国共产党支部工作条例（试行）',
    'Regulations on the work of branches (trial), 2018',
    '2018-10-28',
  ),
  election2020: source(
    '中国共产党基层组织选举工作条例',
    'Regulations on elections of grassroots organisations, 2020',
    '2020-07-13',
  ),
  rural2018: source(
    '中国共产党农村基层组织工作条例',
    'Regulations on rural grassroots organisations, 2018',
    '2018-12-28',
  ),
  organ2019: source(
    '中国共产党党和国家机关基层组织工作条例',
    'Regulations on grassroots organisations of Party and state organs',
    '2019-12-27',
  ),
  term2018: source('关于党的基层组织任期的意见', 'Opinions on terms of grassroots organisations, 2018', '2018-07-12'),
  admission2014: source('中国共产党发展党员工作细则（2014年）', 'Rules on admitting members, 2014', '2014-05-28', {
    to: '2026-05-10',
  }),
  admission2026: source(
    '中国共产党发展党员工作细则（2026年修订）',
    'Rules on admitting members, revised 2026',
    '2026-05-11',
    {
      url: 'https://www.12371.cn/2026/05/18/ARTI1779102179030620.shtml',
    },
  ),
  education2019: source(
    '中国共产党党员教育管理工作条例',
    'Regulations on member education and management, 2019',
    '2019-05-06',
  ),
  disposal2024: source('不合格党员组织处置办法', 'Measures on members who fall short, 2024', '2024-06-16'),
  mobile2024: source('关于加强流动党员管理工作的意见', 'Opinions on mobile members, 2024', '2024-01-01', {
    approximate: true,
  }),
  dues2008: source(
    '关于中国共产党党费收缴、使用和管理的规定（中组发〔2008〕3号）',
    'Provisions on Party dues, 2008',
    '2008-04-01',
  ),
  dues2017: source('组电明字〔2017〕5号', 'Notice on Party dues, 2017', '2017-01-01', { approximate: true }),
  appraisal: source('民主评议党员有关规定', 'Provisions on appraising members', '2018-10-28', { approximate: true }),
  plan2024: source('全国党员教育培训工作规划', 'National plans of member training', '2014-01-01', {
    approximate: true,
  }),
  letter2006: source(
    '组通字〔2006〕45号及各地组织关系转接指南',
    'Notice on transfer letters, 2006, and local guides',
    '2006-01-01',
    { approximate: true },
  ),
  petition2022: source('信访工作条例', 'Regulations on petitions, 2022', '2022-05-01', {
    url: 'https://github.com/LawRefBook/Laws',
  }),
  accusation2020: source('纪检监察机关处理检举控告工作规则', 'Rules on handling accusations, 2020', '2020-01-21', {
    approximate: true,
  }),
  hotlineWeifang: source('潍坊市12345政务服务便民热线条例', 'Weifang hotline ordinance, 2021', '2021-01-01', {
    approximate: true,
    url: 'https://github.com/LawRefBook/Laws',
  }),
  opinion2016: source('国办发〔2016〕61号', 'State Council Office document 2016-61', '2016-07-30'),
  village2018: source(
    '中华人民共和国村民委员会组织法（2018年修正；2025年修正后待复核）',
    'Villagers’ Committees Law, 2018 text; the 2025 amendment is to be checked',
    '2018-12-29',
  ),
  villageZhejiang: source(
    '浙江省实施《中华人民共和国村民委员会组织法》办法',
    'Zhejiang measures on the Villagers’ Committees Law, 2020',
    '2020-07-31',
  ),
  disclosure2017: source(
    '中国共产党党务公开条例（试行）及地方规定',
    'Regulations on openness of Party affairs (trial) and local rules',
    '2017-12-20',
    {
      url: 'https://www.gov.cn/zhengce/2017-12/25/content_5250271.htm',
    },
  ),
  cybersecurity2017: source('中华人民共和国网络安全法', 'Cybersecurity Law', '2017-06-01', { to: '2025-12-31' }),
  cybersecurity2026: source('中华人民共和国网络安全法（2025年修正）', 'Cybersecurity Law, amended 2025', '2026-01-01'),
  networkData2025: source('网络数据安全管理条例', 'Regulations on network data security', '2025-01-01'),
  practice: source('无国家规定，可由县里调整', 'No national rule; the county may set it', '2000-01-01', {
    approximate: true,
  }),
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof sources;
