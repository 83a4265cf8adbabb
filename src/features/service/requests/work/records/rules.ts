export const recordKinds = ['note', 'visit', 'call'] as const;
export type RecordKind = (typeof recordKinds)[number];
