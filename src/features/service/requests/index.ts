export { strangerScope, type Caller } from './access.ts';
export { requestProblems, requestTexts } from './messages.ts';
export { areaList } from './routing/queries.ts';
export { send } from './sending/commands.ts';
