export { residentScope, strangerScope, type Caller } from './access.ts';
export { routeOf, type Unit } from './routing/queries.ts';
export { slipsOf } from './sending/access.ts';
export { intentOf } from './sending/commands.ts';
