import type { LiveTable } from '#webkit/live.ts';
import { classList, oneClass, ownClasses } from '../classes/contract.ts';
import { branchHours, ownStudyHours } from '../hours/contract.ts';
import { ownNeeds } from '../needs/contract.ts';
import { needsPeople } from '../needs/paper/contract.ts';
import { planList } from '../plans/contract.ts';
import { sessionList } from '../sessions/contract.ts';
import { studyStatus } from '../status/contract.ts';

export const live: LiveTable = [
  {
    kind: 'study',
    touches: () => [
      classList,
      oneClass,
      ownClasses,
      branchHours,
      ownStudyHours,
      ownNeeds,
      needsPeople,
      planList,
      sessionList,
      studyStatus,
    ],
  },
];
