import { AppError } from '#shared/errors.ts';

/** Whether a letter was refused because an applicant of the county bears its number and name. */
export const isPersonKnown = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.details.message === 'person_known';
