import type { Words } from '#ui/words.tsx';

export const careWords: Words = {
  'action.care.add': ['列入关怀帮扶', 'Put on the list of care'],
  'action.care.end': ['移出关怀帮扶', 'Taken off the list of care'],
  'action.care.plan': ['安排走访', 'Visit planned'],
  'action.care.record': ['记录走访', 'Visit recorded'],
  'action.care.cancel': ['取消走访', 'Visit called off'],
  'action.care.setAmount': ['登记慰问金物', 'What was given noted'],
  'todo.list.care.visits': ['计划中的走访', 'Planned visits'],
};
