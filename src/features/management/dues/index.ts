export { alertCount } from './queries.ts';
export { tellPayers } from './telling/commands.ts';
