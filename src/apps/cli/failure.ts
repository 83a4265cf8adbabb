import { AppError } from '#shared/errors.ts';
import { errorTexts, problemTexts } from '#shared/messages.ts';
import type { Text, TextParams } from '#shared/text.ts';
import { KeysMissing } from '#platform/crypto/keys.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes of every command (README.md of this folder). */
export const exitCodes = { ok: 0, failed: 1, usage: 2, refused: 3, missing: 4, unhealthy: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that has been put into words for the person at the terminal. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  readonly reason: string;

  constructor(exitCode: ExitCode, reason: string, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
    this.reason = reason;
  }
}

/** Refusals of the platform carry Chinese and English: one below the other, or on their first line with a stroke between. */
const inLanguage = (terminal: Pick<Terminal, 'language'>, message: string): string => {
  const lines = message.split('\n');
  const [first = '', ...rest] = lines;
  const both = /^(.*\p{Script=Han}.*?) \/ (.*)$/u.exec(first);
  if (both !== null) return [both[terminal.language === 'zh' ? 1 : 2], ...rest].join('\n');
  return lines.length === 2 ? (lines[terminal.language === 'zh' ? 0 : 1] ?? message) : message;
};

/** A fault in both languages, each with what is to be done about it. */
export const inLanguages = (message: string, mend: Text): [zh: string, en: string] => [
  `${inLanguage({ language: 'zh' }, message)} ${mend[0]}`,
  `${inLanguage({ language: 'en' }, message)} ${mend[1]}`,
];

interface Details {
  readonly reason?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly params?: TextParams;
}

/** Any failure as a message and an exit code. */
export const failureOf = (terminal: Terminal, error: unknown): CommandFailure => {
  if (error instanceof CommandFailure) return error;
  if (error instanceof KeysMissing)
    return new CommandFailure(exitCodes.refused, 'keys_missing', inLanguage(terminal, error.message));
  if (error instanceof AppError) {
    const { reason, message, detail, params } = error.details as Details;
    if (typeof reason === 'string') {
      const above = detail === undefined ? '' : `${detail.trimEnd()}\n`;
      return new CommandFailure(exitCodes.refused, reason, above + inLanguage(terminal, String(message)));
    }
    const texts: Readonly<Record<string, Text>> = problemTexts;
    const text = texts[message ?? ''] ?? errorTexts[error.code];
    return new CommandFailure(exitCodes.failed, error.code, terminal.text(text, params));
  }
  return new CommandFailure(
    exitCodes.failed,
    'failed',
    inLanguage(terminal, error instanceof Error ? error.message : String(error)),
  );
};
