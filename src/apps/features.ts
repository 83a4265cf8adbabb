import type { Feature } from '#platform/feature.ts';
import { accounts } from '#features/base/accounts/feature.ts';
import { approvals } from '#features/base/approvals/feature.ts';
import { auditLog } from '#features/base/audit/feature.ts';
import { keys } from '#features/base/keys/feature.ts';
import { members } from '#features/base/members/feature.ts';
import { rules } from '#features/base/rules/feature.ts';
import { organisations } from '#features/base/organisations/feature.ts';
import { upkeep } from '#features/base/upkeep/feature.ts';
import { jobs } from '#features/base/jobs/feature.ts';
import { elections } from '#features/management/elections/feature.ts';

/** What this platform can do. */
export const features: readonly Feature[] = [
  approvals,
  accounts,
  auditLog,
  members,
  organisations,
  rules,
  jobs,
  upkeep,
  keys,
  elections,
];
