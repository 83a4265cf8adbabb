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
