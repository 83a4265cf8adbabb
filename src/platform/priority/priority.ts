/** Requests go before jobs: where both want a core, the job waits, on the program's side and on the database's. */
import { readFileSync, readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/** For the thread that calls. Linux tells each thread its own id and takes a priority for it; elsewhere threads share theirs, and nothing is done. */
export const yieldAsThread = (): void => {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (thread !== process.pid) setPriority(thread, PRIORITY_BELOW_NORMAL);
  } catch {
    // Without the right or the file the thread works at the priority of the process.
  }
};

/** For the database's process of a connection through a socket of this machine; what is no such process is left alone. */
export const yieldAsBackend = (processId: number | null): void => {
  try {
    if (processId === null || readFileSync(`/proc/${processId}/comm`, 'utf8').trim() !== 'postgres') return;
    setPriority(processId, PRIORITY_BELOW_NORMAL);
  } catch {
    // A server of somebody else, or on another machine, shares its cores as it likes.
  }
};
