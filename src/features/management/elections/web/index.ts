import type { FeaturePages } from '#webkit/router.tsx';

export const electionPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'todo.terms.ending': ['{organisation}筹备换届', 'Prepare the election of {organisation}'],
    'todo.why.terms': ['该组织在您的管理范围内', 'The organisation is in your range'],
    'todo.elections.open': ['{organisation} {day} 选举', 'Election of {organisation}, {day}'],
    'todo.why.elections.prepare': ['本组织的选举由您筹备', 'You prepare it'],
    'todo.why.elections.confirm': ['计票须第二人核对，您未录入', 'A second person confirms the count'],
    'todo.why.elections.announce': ['计票已核对，待登记宣布结果', 'Counted; enter the announcement'],
    'todo.elections.enter': ['{organisation} {day} 选举结果待登记', 'Enter the result of {organisation}, {day}'],
    'todo.why.elections.enter': ['结果已宣布，届次和任职由您登记', 'Announced; term and posts are yours to enter'],
  },
};
