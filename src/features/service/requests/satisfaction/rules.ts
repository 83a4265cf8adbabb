/** The best first. */
export const requestGrades = ['very_satisfied', 'satisfied', 'fair', 'dissatisfied', 'very_dissatisfied'] as const;
export type RequestGrade = (typeof requestGrades)[number];

/** 基本满意 and better. */
export const contentGrades: readonly RequestGrade[] = ['very_satisfied', 'satisfied', 'fair'];
