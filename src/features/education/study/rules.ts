export const audiences = ['member', 'leader', 'new_secretary', 'probationary'] as const;
export type Audience = (typeof audiences)[number];

/** Whether figures about so few people would tell of one of them. Zero tells of nobody. */
export const leastShown = 5;
export const shownCount = (count: number): number | null => (count === 0 || count >= leastShown ? count : null);

/** The years that a page offers: this one and those before it. */
export const yearsBack = 4;
export const yearsUntil = (today: string): number[] => {
  const year = Number(today.slice(0, 4));
  return Array.from({ length: yearsBack + 1 }, (_, at) => year - at);
};
