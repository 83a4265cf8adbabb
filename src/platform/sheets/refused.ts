import { AppError } from '#shared/errors.ts';
import type { SheetRefusalReason } from '#shared/sheet-texts.ts';

export type SheetRefusalParams = Readonly<Record<string, string | number>>;

/** A refusal as it travels from the worker: nothing but strings and numbers. */
export interface SheetRefusal {
  readonly reason: SheetRefusalReason;
  readonly params: SheetRefusalParams;
}

/** The error for a file that is not read: `refused` with the reason, its params, and the key of its text. */
export const sheetRefused = (reason: SheetRefusalReason, params: SheetRefusalParams = {}): AppError =>
  new AppError('refused', { message: `sheets.${reason}`, reason, params });

/** The refusal inside an error, or undefined where the error is something else. */
export const sheetRefusalOf = (error: unknown): SheetRefusal | undefined => {
  if (!(error instanceof AppError) || error.code !== 'refused') return undefined;
  const { message, reason, params } = error.details;
  if (typeof message !== 'string' || !message.startsWith('sheets.')) return undefined;
  return { reason: reason as SheetRefusalReason, params: (params ?? {}) as SheetRefusalParams };
};

/** Passes refusals through and makes `damaged` of anything that a parser or the ZIP library threw. */
export const asRefusal = (error: unknown): AppError =>
  sheetRefusalOf(error) && error instanceof AppError ? error : sheetRefused('damaged');
