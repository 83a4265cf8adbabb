import { Argument, Command, Help, InvalidArgumentError, Option } from 'commander';
import { sayLoose, type Language } from '#shared/text.ts';
import type { ExportCommand, Exportable } from './export.ts';
import type { ImportCommand } from './import.ts';
import { cliTexts, helpTexts, placeTexts } from './messages.ts';
import { widthOf, type Terminal } from './terminal.ts';

const whole =
  (terminal: Terminal, least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      const wrong = most === Number.MAX_SAFE_INTEGER ? cliTexts.notWhole : cliTexts.notBetween;
      throw new InvalidArgumentError(terminal.text(wrong, { least, most }));
    }
    return value;
  };

const nameOf =
  (terminal: Terminal) =>
  (text: string): string => {
    const name = text.normalize('NFC').trim();
    if (name.length < 2 || name.length > 40) throw new InvalidArgumentError(terminal.text(cliTexts.notName));
    return name;
  };

const sixDigits =
  (terminal: Terminal) =>
  (text: string): string => {
    if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError(terminal.text(cliTexts.notCode));
    return text;
  };

/** Each word that follows the option, gathered. */
const hostsOf =
  (terminal: Terminal) =>
  (text: string, before: readonly string[] | undefined): string[] => {
    const host = text.trim().toLowerCase();
    if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(host))
      throw new InvalidArgumentError(terminal.text(cliTexts.notHost));
    return [...(before ?? []), host];
  };

const oneOf =
  (terminal: Terminal, choices: readonly string[]) =>
  (text: string): string => {
    if (!choices.includes(text))
      throw new InvalidArgumentError(terminal.text(cliTexts.notOneOf, { choices: choices.join(' ') }));
    return text;
  };

interface ServeFlags {
  readonly host?: string;
  readonly port?: number;
  readonly work: boolean;
  readonly members: number;
}

const titles: readonly (readonly [string, keyof typeof helpTexts])[] = [
  ['Usage:', 'usage'],
  ['Options:', 'options'],
  ['Arguments:', 'arguments'],
  ['Commands:', 'commands'],
];

const plain = new Help();
const isPlace = (word: string): word is keyof typeof placeTexts => word in placeTexts;

/** What stands for a value, `<file>` and the like, in the language of the reader; names of commands and options stay. */
const placesIn = (language: Language, term: string): string =>
  term.replaceAll(/[a-z=]+/g, (word, at: number) =>
    isPlace(word) && /[<[]$/.test(term.slice(0, at)) ? sayLoose(language, placeTexts[word]) : word,
  );

const speaking = (command: Command, language: Language): Command => {
  const say = (key: keyof typeof helpTexts): string => sayLoose(language, helpTexts[key]);
  return (
    command
      .helpOption('-h, --help', say('help'))
      .configureHelp({
        styleTitle(title) {
          const key = titles.find(([english]) => english === title)?.[1];
          return key === undefined ? title : say(key);
        },
        displayWidth: widthOf,
        commandUsage: (of) => placesIn(language, plain.commandUsage(of)),
        subcommandTerm: (of) => placesIn(language, plain.subcommandTerm(of)),
        optionTerm: (of) => placesIn(language, plain.optionTerm(of)),
        argumentTerm: (of) => placesIn(language, `<${plain.argumentTerm(of)}>`),
        // The library adds choices and defaults in English; the choices stand in the descriptions.
        optionDescription: ({ description, required, defaultValue }) =>
          required && defaultValue !== undefined
            ? `${description}${sayLoose(language, helpTexts.byDefault, { value: String(defaultValue) })}`
            : description,
      })
      // Failures are put into words in one place, `explain`.
      .configureOutput({ writeErr: () => undefined })
      .exitOverride()
  );
};

type AddCommand = (name: string, key: keyof typeof helpTexts) => Command;

/** Rosters in, lists out. */
const addExchange = (terminal: Terminal, command: AddCommand, county: Option): void => {
  const say = (key: keyof typeof helpTexts): string => terminal.text(helpTexts[key]);
  const as = new Option('--as <account>', say('as')).makeOptionMandatory();
  const at = new Option('--at <organisation>', say('at'));
  command('import', 'importRoster')
    .argument('<file>', say('roster'))
    .addOption(as)
    .addOption(at)
    .option('--commit', say('commit'))
    .option('--leave-out', say('leaveOut'))
    .option('--reason <text>', say('reason'))
    .option('--errors <file>', say('errorRows'))
    .addOption(county)
    .action(async (file: string, flags: ImportCommand) =>
      (await import('./import.ts')).importRoster(terminal, file, flags),
    );
  command('export', 'exportTo')
    .addArgument(
      new Argument('<what>', say('what')).argParser(
        oneOf(terminal, ['members', 'organisations'] satisfies Exportable[]),
      ),
    )
    .addOption(as)
    .addOption(at)
    .addOption(new Option('--to <file>', say('output')).makeOptionMandatory())
    .option('--organisation <name>', say('organisation'))
    .option('--filter <key=value...>', say('filter'))
    .option('--columns <list>', say('columns'))
    .option('--full', say('full'))
    .option('--sort <key>', say('sort'))
    .option('--on <day>', say('on'))
    .option('--reason <text>', say('reason'))
    .option('--recipient <who>', say('recipient'))
    .option('--recipient-name <name>', say('recipientName'))
    .option('--approval <id>', say('approval'))
    .addOption(county)
    .action(async (what: Exportable, flags: ExportCommand) =>
      (await import('./export.ts')).exportTo(terminal, what, flags),
    );
};

/** The commands with their options; each loads its own part of the program when it runs. */
export const buildProgram = (terminal: Terminal, version: string): Command => {
  const say = (key: keyof typeof helpTexts): string => terminal.text(helpTexts[key]);
  const language = new Option('--lang <language>', say('lang')).choices(['zh', 'en']);
  const json = new Option('--json', say('json'));
  const program = speaking(new Command('zhibu'), terminal.language)
    .description(say('program'))
    .version(version, '-V, --version', say('version'))
    .helpCommand('help [command]', say('helpCommand'))
    .addOption(language)
    .addOption(json)
    .addHelpText('after', `\n${say('exitCodes')}`);

  const command: AddCommand = (name, key) => {
    const made = speaking(program.createCommand(name), terminal.language)
      .description(say(key))
      .addOption(language)
      .addOption(json);
    program.addCommand(made);
    return made;
  };
  const members = new Option('--members <n>', say('members')).argParser(whole(terminal, 4_500)).default(5_000);
  const port = new Option('--port <n>', say('port')).argParser(whole(terminal, 0, 65_535));
  const host = new Option('--host <address>', say('host'));
  const county = new Option('--county <code>', say('county')).argParser(sixDigits(terminal));

  command('start', 'start')
    .addOption(members)
    .addOption(port)
    .addOption(host)
    .option('--no-work', say('noWork'))
    .action(async (flags: ServeFlags) => (await import('./start.ts')).serve(terminal, flags));
  command('serve', 'serve')
    .addOption(port)
    .addOption(host)
    .option('--no-work', say('noWork'))
    .action(async (flags: Omit<ServeFlags, 'members'>) => (await import('./start.ts')).serve(terminal, flags));
  command('work', 'work').action(async () => (await import('./start.ts')).work(terminal));
  command('init', 'init')
    .addOption(new Option('--code <code>', say('countyCode')).argParser(sixDigits(terminal)).makeOptionMandatory())
    .addOption(new Option('--name <name>', say('countyName')).argParser(nameOf(terminal)).makeOptionMandatory())
    .addOption(new Option('--host <host...>', say('countyHosts')).argParser(hostsOf(terminal)))
    .action(async ({ host, ...flags }: { code: string; name: string; host?: string[] }) =>
      (await import('./init.ts')).init(terminal, { ...flags, hosts: host ?? [] }),
    );
  command('migrate', 'migrate').action(async () => (await import('./migrate.ts')).migrate(terminal));
  command('seed', 'seed')
    .addOption(members)
    .action(async (flags: { members: number }) => (await import('./seed.ts')).seed(terminal, flags));
  command('demo-accounts', 'demoAccounts')
    .addOption(county)
    .action(async (flags: { county?: string }) => (await import('./demo.ts')).demoAccounts(terminal, flags));
  command('demo-code', 'demoCode')
    .argument('<account>', say('account'))
    .addOption(county)
    .action(async (account: string, flags: { county?: string }) =>
      (await import('./demo.ts')).demoCode(terminal, account, flags),
    );
  command('practice', 'practice')
    .addOption(county)
    .addOption(members)
    .option('--anew', say('anew'))
    .action(async (flags: { county?: string; members: number; anew?: boolean }) =>
      (await import('./practice.ts')).practice(terminal, flags),
    );
  addExchange(terminal, command, county);
  command('backup', 'backup')
    .addOption(new Option('--to <folder>', say('to')).makeOptionMandatory())
    .action(async (flags: { to: string }) => (await import('./backup.ts')).backup(terminal, flags));
  command('restore', 'restore')
    .addOption(new Option('--from <folder>', say('from')).makeOptionMandatory())
    .addOption(new Option('--to <folder>', say('data')))
    .action(async (flags: { from: string; to?: string }) => (await import('./backup.ts')).restore(terminal, flags));
  command('doctor', 'doctor').action(async () => (await import('./doctor.ts')).doctor(terminal));
  command('permissions', 'permissions').action(async () => (await import('./permissions.ts')).permissions(terminal));
  return program;
};
