export { signedInResident, type SignedIn } from './access.ts';
