import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured log lines. Bodies, names and query values never go in: only ids, counts, durations and codes. */
export const openLog = (options: { level?: string; toStandardError?: boolean } = {}): Log =>
  pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', 'token', '*.password', '*.token', 'headers.cookie', 'headers.authorization'],
        remove: true,
      },
    },
    pino.destination(options.toStandardError === true ? 2 : 1),
  );
