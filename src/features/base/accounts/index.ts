export { newFactorSecret, factorCode } from './factors/queries.ts';
export { operatorScopes } from './operator/queries.ts';
export { generatePassword, hashPassword } from './passwords/commands.ts';
export { permissionTableText } from './permissions/queries.ts';
