/** 演练：each opens the endpoints that name it. What is prepared and how it is graded stands in `education/practice`. */
export const drills = ['roster', 'transfer', 'request', 'withdrawal'] as const;
export type Drill = (typeof drills)[number];

export const allDrills: ReadonlySet<string> = new Set(drills);

/** An exception is a bridge to the drill and no way around it: days that it may last. */
export const longestException = 90;

/** What the administrators look through: exceptions, and what ends soon. */
export const shows = ['exceptions', 'ending'] as const;
export type Show = (typeof shows)[number];

/** Days before the end of a right on which its holder is told that the drill is due again. */
export const remindDays = 30;

export interface HeldRight {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly endedAt: string | null;
}

export const holdsOn = ({ fromOn, untilOn, endedAt }: HeldRight, today: string): boolean =>
  endedAt === null && fromOn <= today && today <= untilOn;
