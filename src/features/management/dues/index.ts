export { alertCount, paidToOf } from './queries.ts';
export { tellPayers } from './telling/commands.ts';
