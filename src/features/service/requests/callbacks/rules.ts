export const callOutcomes = ['rated', 'not_reached', 'declined'] as const;
export type CallOutcome = (typeof callOutcomes)[number];
