import { Command, InvalidArgumentError } from 'commander';
import type { Language } from '#shared/text.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const languageOf = (argv: readonly string[], env: NodeJS.ProcessEnv): Language => {
  const at = argv.indexOf('--lang');
  const named = at >= 0 ? argv[at + 1] : argv.find((a) => a.startsWith('--lang='))?.slice(7);
  if (named === 'zh' || named === 'en') return named;
  return /^en/i.test(env['LC_ALL'] ?? env['LANG'] ?? '') ? 'en' : 'zh';
};

const whole = (least: number) => (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new InvalidArgumentError(`≥ ${least}`);
  return value;
};

const build = (terminal: Terminal): Command => {
  const program = new Command('zhibu').option('--lang <zh|en>').option('--json');
  program
    .command('start', { isDefault: true })
    .option('--members <n>', '', whole(4_500), 5_000)
    .option('--port <n>', '', whole(0))
    .option('--host <address>')
    .action(async (options: { members: number; port?: number; host?: string }) => {
      const { start } = await import('./start.ts');
      await start(terminal, { ...options, demo: true, work: true });
    });
  return program;
};

const explain = (terminal: Terminal, error: unknown): number => {
  const failure = error instanceof CommandFailure ? error : new CommandFailure(exitCodes.failed, 'failed', error instanceof Error ? error.message : String(error));
  if (terminal.json) process.stdout.write(`${JSON.stringify({ error: failure.reason, message: failure.message })}\n`);
  else terminal.note(failure.message);
  return failure.exitCode;
};

/** Runs one command of the command line. Sets the exit code; throws nothing. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const terminal = openTerminal({ language: languageOf(argv, process.env), json: argv.includes('--json') });
  try {
    await build(terminal).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = explain(terminal, error);
  }
};
