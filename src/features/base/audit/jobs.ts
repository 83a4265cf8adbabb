import { linkAllEvents, verifyChain } from '#platform/audit/chain.ts';
import type { JobHandler } from '#platform/jobs/jobs.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import type { z } from 'zod';
import type { Verification } from './contract.ts';

/** Recomputes the chain on behalf of the audit administrator. */
export const verifyAuditJob: JobHandler = async ({ county, progress }): Promise<z.input<typeof Verification>> =>
  verifyChain(county, { progress });

/**
 * Once a day: takes up whatever the sequencer's window may have missed, and notes the head in the log of the process,
 * outside the database, where a chain that is cut off or rewritten later can be held against it.
 */
export const anchorAudit: TaskHandler = async (county) => {
  await linkAllEvents(county);
  const { links, head, broken } = await verifyChain(county);
  if (broken) county.log.error({ county: county.entry.code, links, broken }, 'the audit chain is broken');
  else county.log.info({ county: county.entry.code, links, head }, 'audit chain');
};
