import { statfsSync } from 'node:fs';
import { CommanderError } from 'commander';
import { readConfig } from '#platform/config/config.ts';
import { formatBytes } from '#shared/format.ts';
import type { Language } from '#shared/text.ts';
import { version } from '../version.ts';
import { CommandFailure, exitCodes, failureOf } from './failure.ts';
import { cliTexts } from './messages.ts';
import { buildProgram } from './program.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** `--lang`, else English where the terminal is English, else Chinese. */
const languageOf = (argv: readonly string[], env: NodeJS.ProcessEnv): Language => {
  const at = argv.indexOf('--lang');
  const named = at >= 0 ? argv[at + 1] : argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  if (named === 'zh' || named === 'en') return named;
  return /^en/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'en' : 'zh';
};

const quoted = (message: string): string => /'([^']+)'/.exec(message)?.[1] ?? message;

const whatIsWrong = ({ text }: Terminal, { code, message }: CommanderError): string => {
  const name = quoted(message);
  switch (code) {
    case 'commander.unknownCommand':
      return text(cliTexts.unknownCommand, { name });
    case 'commander.unknownOption':
      return text(cliTexts.unknownOption, { name });
    case 'commander.missingMandatoryOptionValue':
      return text(cliTexts.missingOption, { name });
    case 'commander.optionMissingArgument':
      return text(cliTexts.missingValue, { name });
    case 'commander.missingArgument':
      return text(cliTexts.missingArgument, { name });
    case 'commander.excessArguments':
      return text(cliTexts.tooMany);
    case 'commander.invalidArgument':
      return text(cliTexts.wrongValue, { name, why: message.split('. ').at(-1) ?? message });
    default:
      return message.replace(/^error: /, '');
  }
};

const useFailure = (terminal: Terminal, error: CommanderError, argv: readonly string[]): CommandFailure => {
  const named = argv.find((arg) => !arg.startsWith('-'));
  const command = error.code === 'commander.unknownCommand' || named === undefined ? '' : `${named} `;
  const lines = [
    terminal.text(cliTexts.wrongUse, { what: whatIsWrong(terminal, error) }),
    terminal.text(cliTexts.seeHelp, { command }),
  ];
  return new CommandFailure(exitCodes.usage, 'usage', lines.join('\n'));
};

/** Below this many bytes nearly everything fails, and seldom with a word about it. */
const fullBelow = 32 * 1024 * 1024;

/** What failed on a full disk says so. */
const withCause = (terminal: Terminal, { exitCode, reason, message }: CommandFailure): string => {
  if (exitCode !== exitCodes.failed && reason !== 'start_failed') return message;
  try {
    const { dataFolder } = readConfig();
    const { bavail, bsize } = statfsSync(dataFolder);
    const free = formatBytes(terminal.language, bavail * bsize);
    const hint = terminal.text(cliTexts.diskFull, { folder: dataFolder, free });
    return bavail * bsize >= fullBelow || message.includes(hint.slice(0, 20)) ? message : `${message}\n${hint}`;
  } catch {
    return message;
  }
};

const report = (terminal: Terminal, failure: CommandFailure): void => {
  const message = withCause(terminal, failure);
  if (terminal.json) process.stdout.write(`${JSON.stringify({ error: failure.reason, message })}\n`);
  else terminal.note(message);
  process.exitCode = failure.exitCode;
};

/** Runs one command of the command line. Sets the exit code and throws nothing. */
export const main = async (argv: readonly string[]): Promise<void> => {
  // Whoever read the output may have gone: the server goes on, and stops in order when it is told to.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const terminal = openTerminal({ language: languageOf(argv, process.env), json: argv.includes('--json') });
  const program = buildProgram(terminal, version());
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) report(terminal, failureOf(terminal, error));
    else if (error.exitCode !== 0) report(terminal, useFailure(terminal, error, argv));
  }
};
