import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';

interface Concerned {
  readonly organisations?: readonly string[];
  /** Every organisation in which one of them had a post or was asked to a talk. */
  readonly people?: readonly string[];
}

/**
 * Who sat in the committee on the day of a closed talk stands in the row of the meeting (`recount_talks` of 0036): called after
 * every change of a post, and of the list of a talk that is closed. A test names the files that write either.
 */
export const recountTalks = async (tx: Tx, { organisations = [], people = [] }: Concerned): Promise<void> => {
  await sql`select recount_talks(${[...organisations]}::uuid[], ${[...people]}::uuid[])`.execute(tx);
};
