import { admissionPractice } from './admission-practice.ts';
import { admissionRules } from './admission-rules.ts';
import { duesRules } from './dues-rules.ts';
import { dutyRules } from './duty-rules.ts';
import { keepingRules } from './keeping-rules.ts';
import { meetingRules } from './meeting-rules.ts';
import { membershipRules } from './membership-rules.ts';
import { noticeRules } from './notice-rules.ts';
import { organisationRules } from './organisation-rules.ts';
import { requestRules } from './request-rules.ts';
import type { Rule } from './rule.ts';
import { serviceRules } from './service-rules.ts';
import { studyRules } from './study-rules.ts';
import { villageRules } from './village-rules.ts';

/** The first rule pack: national rules, and the defaults of practice where there is none. Several versions of one id follow each other in time. */
export const nationalRules: readonly Rule[] = [
  ...organisationRules,
  ...meetingRules,
  ...dutyRules,
  ...noticeRules,
  ...admissionRules,
  ...admissionPractice,
  ...membershipRules,
  ...duesRules,
  ...serviceRules,
  ...requestRules,
  ...studyRules,
  ...villageRules,
  ...keepingRules,
];
