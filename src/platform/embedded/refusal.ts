import { AppError } from '#shared/errors.ts';

/** Why the embedded server, a backup or a restore refuses. Callers branch on it, never on the text. */
export type RefusalReason =
  | 'no_binaries'
  | 'binaries_fail'
  | 'no_server_user'
  | 'not_owner'
  | 'folder_not_writable'
  | 'second_process'
  | 'database_missing'
  | 'wrong_major'
  | 'unfinished_restore'
  | 'socket_folder'
  | 'start_failed'
  | 'backup_damaged'
  | 'backup_foreign'
  | 'backup_unsupported'
  | 'keys_missing'
  | 'not_empty'
  | 'no_space'
  | 'facts_differ';

/** A refusal with its text in Chinese and English, one below the other. `detail` in `extra`: words of another program. */
export const refusal = (reason: RefusalReason, zh: string, en: string, extra: Record<string, unknown> = {}): AppError =>
  new AppError('refused', { ...extra, reason, message: `${zh}\n${en}` });

export const reasonOf = (error: unknown): RefusalReason | undefined =>
  error instanceof AppError ? (error.details['reason'] as RefusalReason | undefined) : undefined;

export const errnoOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
