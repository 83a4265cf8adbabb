export { spendAttempt } from './attempts/commands.ts';
export { newFactorSecret, factorCode } from './factors/queries.ts';
export { holderBy, holdersAt, type Holder } from './holders/queries.ts';
export { operatorScopes } from './operator/queries.ts';
export { generatePassword, hashPassword } from './passwords/commands.ts';
export { permissionTableText } from './permissions/queries.ts';
