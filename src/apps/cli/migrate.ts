import { withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** Brings the shared part and every county up to this version. Repeating it does nothing. */
export const migrate = (terminal: Terminal): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    const entries = await deployment.entries();
    if (entries.length === 0)
      throw new CommandFailure(exitCodes.missing, 'no_county', terminal.text(cliTexts.noCounty));
    for (const entry of entries) await deployment.addCounty(entry);
    const codes = entries.map((entry) => entry.code);
    terminal.result({ counties: codes }, [
      terminal.text(cliTexts.migrated, { codes: codes.join(terminal.text(cliTexts.listSeparator)) }),
    ]);
  });
