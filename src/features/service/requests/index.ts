export { residentScope, strangerScope, type Caller } from './access.ts';
export { allCategories } from './categories/queries.ts';
export { allKinds } from './kinds/queries.ts';
export { placedAreas } from './places/queries.ts';
export { requestProblems, requestTexts } from './messages.ts';
export { areaList, routeByPlace, type Unit } from './routing/queries.ts';
export { slipsOf } from './sending/access.ts';
export { intentOf, send } from './sending/commands.ts';
