/** CPU time and memory of processes, from /proc: the same on every Linux, steady on a busy machine. */
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

const statOf = (pid: number): string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

/** CPU seconds used so far by a process that lives, its finished children included. */
export const cpuOf = (pid: number): number => {
  const stat = statOf(pid);
  return stat === undefined ? 0 : [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at]), 0) / ticksPerSecond;
};

/** Own CPU seconds of a process, without its children. */
const ownCpuOf = (pid: number): number => {
  const stat = statOf(pid);
  return stat === undefined ? 0 : [11, 12].reduce((sum, at) => sum + Number(stat[at]), 0) / ticksPerSecond;
};

export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => Number(statOf(child)?.[1]) === pid);

/** CPU seconds of a database server: the postmaster, its finished backends and its living ones. */
export const serverCpu = (postmaster: number): number =>
  cpuOf(postmaster) + childrenOf(postmaster).reduce((sum, pid) => sum + ownCpuOf(pid), 0);

/** Resident memory in bytes. */
export const memoryOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};
