import { practiceCode } from '#features/education/practice/rules.ts';
import { isEmpty } from '../seed/is-empty.ts';
import { writeDemoCounty } from '../seed/write.ts';
import { chooseCounty, withCounty, withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import { endWithParent } from './seed.ts';
import type { Terminal } from './terminal.ts';

export interface PracticeCommand {
  readonly county?: string;
  readonly members: number;
  /** Takes away what there is first: the townships of former trainees go with it. */
  readonly anew?: boolean;
}

/**
 * Makes the practice county of a county: a schema, a role and keys of its own, filled as the demonstration is. Nobody is told
 * the passwords of its accounts: people enter it from their own county. Safe to repeat.
 */
export const practice = (terminal: Terminal, { county: named, members, anew }: PracticeCommand): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    endWithParent();
    const own = await chooseCounty(terminal, deployment, named);
    const code = practiceCode(own.code);
    const known = (await deployment.entries()).find((entry) => entry.code === code);
    if (known !== undefined && known.practiceOf !== own.code)
      throw new CommandFailure(exitCodes.refused, 'code_taken', terminal.text(cliTexts.practiceTaken, { code }));
    if (anew === true && known !== undefined && !(await deployment.dropPractice(known)))
      throw new CommandFailure(exitCodes.refused, 'practice_served', terminal.text(cliTexts.practiceServed));
    const entry = await deployment.addCounty({ code, name: `${own.name}（演练）`, practiceOf: own.code });
    const told = { name: own.name, code };
    const made = await withCounty(deployment, entry, async (county) => {
      if (!(await isEmpty(county))) return false;
      const label = terminal.text(cliTexts.practiceSeeding, { members });
      terminal.note(label);
      const bar = terminal.progress(label);
      try {
        await writeDemoCounty(county, { members, onProgress: bar.update });
      } finally {
        bar.end();
      }
      return true;
    });
    if (made) await deployment.analyse(entry);
    const restart =
      made && process.channel === undefined && deployment.embedded?.ownedByUs === false
        ? ['', terminal.text(cliTexts.restartToServe)]
        : [];
    terminal.result({ county: own.code, practice: code, made }, [
      terminal.text(made ? cliTexts.practiceMade : cliTexts.practiceThere, told),
      ...restart,
    ]);
  });
