import { sql, type RawBuilder } from 'kysely';

/** A piece of a statement. */
export type Part = RawBuilder<unknown>;

/** Chance that a name always gives again: a number from 0 to 99. */
export const chance = (name: Part): Part => sql`(abs(hashtextextended(${name}, 330324)) % 100)`;

/** A day and an hour of the clock in China as an instant. */
export const at = (day: Part, clock: string): Part => sql`((${day}) + ${clock}::time) at time zone 'Asia/Shanghai'`;
