export const taskStates = ['open', 'answered', 'withdrawn'] as const;
export type TaskState = (typeof taskStates)[number];
