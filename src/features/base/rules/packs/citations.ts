import { catalogue } from '#shared/text.ts';

/** What is cited where there is no numbered article, by its Chinese name: what a rule rests on is the rule-book's own word. */
export const citationTexts = catalogue({
  '2014年版': ['2014年版', 'Edition of 2014'],
  '2017年答复': ['2017年答复', 'Answers of 2017'],
  介绍信填写说明: ['介绍信填写说明', 'Notes on filling in the letter'],
  党章关于申请入党年龄的规定: ['党章关于申请入党年龄的规定', 'Party Charter, on the age of applicants'],
  各地指南: ['各地指南', 'Local guides'],
  国企党建题库: ['国企党建题库', 'Question bank of state-owned enterprises'],
  地方考核惯例: ['地方考核惯例', 'Local practice of assessment'],
  地方要求: ['地方要求', 'Local requirement'],
  地方规定: ['地方规定', 'Local rules'],
  工作惯例: ['工作惯例', 'Working practice'],
  平台设计: ['平台设计', 'Design of the platform'],
  换届工作指引: ['换届工作指引', 'Guide to elections'],
  条号未核: ['条号未核', 'Article not checked'],
  '条号未核；《党员教育管理工作条例》第三十条同': [
    '条号未核；《党员教育管理工作条例》第三十条同',
    'Article not checked; Article 30 of the Regulations on the education of members says the same',
  ],
  规划主要指标: ['规划主要指标', 'Main targets of the plan'],
});
