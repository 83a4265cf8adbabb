import { AppError, type Problem } from '#shared/errors.ts';

/** What is wrong with a template, each named so that whoever edits it in Word finds it: key of its text, and the place. */
export interface TemplateFault {
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const fault = (message: string, params?: TemplateFault['params']): TemplateFault =>
  params === undefined ? { message } : { message, params };

/** A refusal of the uploaded file with all of its faults. */
export const templateRefused = (faults: readonly TemplateFault[]): AppError =>
  new AppError('invalid', { problems: faults.map((one): Problem => ({ path: 'file', ...one })) });
