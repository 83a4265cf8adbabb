import type { Feature } from '#platform/feature.ts';
import { sweepFiles, sweepJobs, sweepKeys } from './jobs.ts';

export const upkeep: Feature = {
  name: 'upkeep',
  tasks: { 'upkeep.keys': sweepKeys, 'upkeep.jobs': sweepJobs, 'upkeep.files': sweepFiles },
  // At night in China: times are UTC.
  crontab: ['10 * * * * upkeep.keys', '25 18 * * * upkeep.jobs', '35 18 * * * upkeep.files'],
};
