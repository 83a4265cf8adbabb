/** By what a person lives: each kind has its standard (2008 rules, Articles 2 to 6). */
export const duesKinds = [
  'wage',
  'annual_salary',
  'self_employed',
  'pensioner',
  'farmer',
  'student',
  'unemployed',
  'dependent',
] as const;
export type DuesKind = (typeof duesKinds)[number];
