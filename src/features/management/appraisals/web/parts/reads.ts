import { appraisalById, appraisalList } from '../../contract.ts';
import { appraisalAttention, appraisalOverview } from '../../overview/contract.ts';

/** Reads that any step of an appraisal makes old. */
export const touchedByAppraisal = [appraisalList, appraisalById, appraisalOverview, appraisalAttention] as const;
