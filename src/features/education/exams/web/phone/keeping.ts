/** What an exam keeps on the device: sealed, for the same person alone, and until all of it has come in. */
import type { Vault } from '#webkit/offline/vault.ts';
import { newOpaqueId } from '#shared/ids.ts';
import type { JournalStore } from '../../journal/rules.ts';
import type { Line } from '../../rules.ts';
import type { Begun, Paper, Seat } from '../../seat/contract.ts';

/** All that is needed to go on without a network. */
export interface KeptRun {
  readonly seat: Seat;
  readonly paper: Paper;
  readonly begun: Begun;
  readonly offset: number;
  /** The person has handed it in here, and the server has not said so yet. */
  readonly handsIn?: boolean;
}

const prefix = 'unsent-exam';
const devicePlace = `${prefix}:device`;
const runPlace = (examId: string): string => `${prefix}:run:${examId}`;
const attemptPlace = (attemptId: string): string => `${prefix}:lines:${attemptId}:`;
const linesPlace = (attemptId: string, sitting: number): string => `${attemptPlace(attemptId)}${sitting}:`;

/** Whose sitting is a new one. */
export const newDevice = async (vault: Vault | null): Promise<string> => {
  const made = newOpaqueId();
  await vault?.put(devicePlace, made);
  return made;
};

export const deviceOf = async (vault: Vault | null): Promise<string> => {
  const known = await vault?.get<string>(devicePlace);
  return known ?? newDevice(vault);
};

export const keepRun = async (vault: Vault | null, run: KeptRun): Promise<void> =>
  vault?.put(runPlace(run.seat.examId), run);
export const keptRun = async (vault: Vault | null, examId: string): Promise<KeptRun | undefined> =>
  vault?.get<KeptRun>(runPlace(examId));
/** All that goes on here, whether or not there is a network. */
export const keptRuns = (vault: Vault): Promise<readonly KeptRun[]> => vault.all<KeptRun>(`${prefix}:run:`);

/** Where this browser keeps nothing, lines live as long as the page. */
export const storeOf = (vault: Vault | null, attemptId: string, sitting: number): JournalStore => {
  if (vault === null) return { lines: async () => [], append: async () => undefined };
  const place = linesPlace(attemptId, sitting);
  const confirmed = `${attemptPlace(attemptId)}confirmed:${sitting}`;
  return {
    lines: () => vault.all<Line>(place),
    append: (line) => vault.put(`${place}${String(line.seq).padStart(6, '0')}`, line),
    confirmed: async () => (await vault.get<number>(confirmed)) ?? 0,
    confirm: (seq) => vault.put(confirmed, seq),
  };
};

/** All of it has come in, of earlier sittings too. */
export const dropRun = async (vault: Vault | null, { seat }: KeptRun): Promise<void> => {
  await vault?.dropAll(attemptPlace(seat.attemptId));
  await vault?.drop(runPlace(seat.examId));
};
