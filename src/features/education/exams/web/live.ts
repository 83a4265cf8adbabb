import type { LiveTable } from '#webkit/live.ts';
import { examList, oneExam } from '../contract.ts';

export const live: LiveTable = [{ kind: 'exams', touches: () => [examList, oneExam] }];
