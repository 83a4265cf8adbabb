export { actorOf, homePageOf as homeOf } from './clients/queries.ts';
export { noteLaunch, openLaunch, sayOnce } from './launches/commands.ts';
export { saidBy } from './launches/queries.ts';
