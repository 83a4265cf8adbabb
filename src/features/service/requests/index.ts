export { strangerScope, type Caller } from './access.ts';
export { allCategories } from './categories/queries.ts';
export { requestProblems, requestTexts } from './messages.ts';
export { areaList } from './routing/queries.ts';
export { send } from './sending/commands.ts';
