import { electionById, electionList } from '../../contract.ts';

/** Reads that any step of an election makes old. */
export const touchedByElection = [electionList, electionById] as const;
