import type { Feature } from '#platform/feature.ts';
import { accounts } from '#features/base/accounts/feature.ts';
import { approvals } from '#features/base/approvals/feature.ts';
import { auditLog } from '#features/base/audit/feature.ts';
import { inboxOf } from '#features/base/inbox/feature.ts';
import { duties } from '#features/management/duties/feature.ts';
import { keys } from '#features/base/keys/feature.ts';
import { members } from '#features/base/members/feature.ts';
import { rules } from '#features/base/rules/feature.ts';
import { organisations } from '#features/base/organisations/feature.ts';
import { upkeep } from '#features/base/upkeep/feature.ts';
import { dues } from '#features/management/dues/feature.ts';
import { jobs } from '#features/base/jobs/feature.ts';
import { meetings } from '#features/management/meetings/feature.ts';
import { outflow } from '#features/management/outflow/feature.ts';
import { transfers } from '#features/management/transfers/feature.ts';
import { burdenOfAll } from '#features/insight/burden/feature.ts';
import { appraisals } from '#features/management/appraisals/feature.ts';
import { admission } from '#features/management/admission/feature.ts';
import { exchange } from '#features/insight/exchange/feature.ts';
import { residents } from '#features/service/residents/feature.ts';
import { talks } from '#features/service/talks/feature.ts';
import { requests } from '#features/service/requests/feature.ts';
import { care } from '#features/service/care/feature.ts';
import { wishes } from '#features/service/wishes/feature.ts';
import { publishing } from '#features/insight/publishing/feature.ts';
import { courses } from '#features/education/courses/feature.ts';
import { packages } from '#features/education/packages/feature.ts';
import { bank } from '#features/education/bank/feature.ts';
import { study } from '#features/education/study/feature.ts';
import { records } from '#features/education/records/feature.ts';
import { practiceWith } from '#features/education/practice/feature.ts';
import { scenes } from './drills/scenes.ts';
import { recall } from '#features/education/recall/feature.ts';
import { elections } from '#features/management/elections/feature.ts';
import { exams } from '#features/education/exams/feature.ts';

const parts: readonly Feature[] = [
  approvals,
  accounts,
  auditLog,
  members,
  organisations,
  rules,
  jobs,
  upkeep,
  keys,
  duties,
  meetings,
  dues,
  transfers,
  outflow,
  elections,
  appraisals,
  admission,
  residents,
  talks,
  requests,
  exchange,
  wishes,
  care,
  publishing,
  packages,
  courses,
  bank,
  exams,
  study,
  records,
  practiceWith(scenes),
  recall,
];

/** What this platform can do. The inbox gathers what waits in all the others, the burden counts what they ask of branches. */
export const features: readonly Feature[] = [...parts, inboxOf(parts), burdenOfAll(parts)];
