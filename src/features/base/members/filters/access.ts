import type { Scope } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { seesTable, visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import type { MemberFilter, sortKeys } from '../contract.ts';
import { recordFilterKeys, recordFilters } from './rules.ts';

/** The field that a filter tells of: who may not see the field may not find people by it either. */
const fieldBehind: Partial<Record<keyof MemberFilter, FieldKey>> = {
  category: 'category',
  sex: 'sex',
  ethnicity: 'ethnicity',
  education: 'education',
  jobPost: 'jobPost',
  occupation: 'occupation',
  standing: 'standing',
  degree: 'degree',
  maritalStatus: 'maritalStatus',
  joinKind: 'joinKind',
  conversion: 'conversion',
  newStratum: 'newStratum',
  technicalPost: 'technicalPost',
  leaveKind: 'leaveKind',
  isMigrantWorker: 'isMigrantWorker',
  isFrontLine: 'isFrontLine',
  ageFrom: 'birthDate',
  ageTo: 'birthDate',
  partyAgeFrom: 'fullOn',
  partyAgeTo: 'fullOn',
  lost: 'lostSince',
  outflow: 'outflowPlace',
  incomplete: 'idNumber',
};

const sortBehind: Partial<Record<(typeof sortKeys)[number], FieldKey>> = {
  birthDate: 'birthDate',
  joinedOn: 'joinedOn',
};

/** @throws AppError invalid with each filter whose field the role does not see */
export const refuseHiddenFilters = (
  scope: Scope,
  filter: MemberFilter & { readonly sort?: (typeof sortKeys)[number] },
  prefix: string,
): void => {
  const keys = visibleKeys(scope, false);
  const hidden = (field: FieldKey | undefined): boolean => field !== undefined && !keys.has(field);
  const paths = (Object.keys(fieldBehind) as (keyof MemberFilter)[]).filter(
    (key) => filter[key] !== undefined && hidden(fieldBehind[key]),
  );
  const unseen = recordFilterKeys.filter(
    (key) => filter[key] !== undefined && !seesTable(scope, recordFilters[key].table, false),
  );
  const shut = [...paths, ...unseen];
  const all: string[] = filter.sort !== undefined && hidden(sortBehind[filter.sort]) ? [...shut, 'sort'] : shut;
  if (all.length === 0) return;
  throw new AppError('invalid', {
    problems: all.map((key) => ({ path: `${prefix}.${key}`, message: 'field_not_visible' })),
  });
};
