export { factorCode, newFactorSecret } from './factors/queries.ts';
export { generatePassword, hashPassword } from './passwords/commands.ts';
export { permissionTableText } from './permissions/queries.ts';
