import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const frames = (stack: unknown): readonly string[] =>
  String(stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());

/**
 * What a log may say of an error. Messages and details of the database quote values of rows, so of its errors only code and
 * place are kept; every other error tells its message, and none tells what else hangs on it.
 */
export const faultOf = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, message, stack, code, table, constraint, routine } = error as Error & Record<string, unknown>;
  const isOfDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return isOfDatabase
    ? { code, table, constraint, routine, stack: frames(stack) }
    : { name, code, message: message.slice(0, 300), stack: frames(stack) };
};

interface LogOptions {
  readonly level?: string;
  readonly toStandardError?: boolean;
  /** Where the lines go instead of the process's own outputs. */
  readonly to?: DestinationStream;
}

/** Structured log lines. Bodies, names and query values never go in: only ids, counts, durations and codes. */
export const openLog = (options: LogOptions = {}): Log =>
  pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: faultOf },
      redact: {
        paths: ['password', 'token', '*.password', '*.token', 'headers.cookie', 'headers.authorization'],
        remove: true,
      },
    },
    options.to ?? pino.destination(options.toStandardError === true ? 2 : 1),
  );
