export { sealFacts } from './letters/queries.ts';
export { transferCounts, transferPage } from './queries.ts';
export { memberFacts } from './record/queries.ts';
export { tellStep } from './telling/commands.ts';
