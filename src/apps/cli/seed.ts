import type { DemoAccount } from '../seed/account-rows.ts';
import { isEmpty } from '../seed/is-empty.ts';
import { writeDemoCounty } from '../seed/write.ts';
import { accountLines } from './accounts-table.ts';
import { demoCountyFacts, withCounty, withNewDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

export interface SeedCommand {
  readonly members: number;
}

/**
 * Started by `zhibu start`, the making ends with it, however that ended: nobody would read the passwords, and the next
 * start begins anew.
 */
export const endWithParent = (): void => {
  if (process.channel === undefined) return;
  process.once('disconnect', () => process.exit(exitCodes.failed));
  process.channel.unref();
};

/** Writes the demonstration county into an empty database or an empty demonstration county, and prints its accounts once. */
export const seed = (terminal: Terminal, { members }: SeedCommand): Promise<void> =>
  withNewDeployment(terminal, async ({ deployment }) => {
    endWithParent();
    const { code } = demoCountyFacts;
    const known = (await deployment.entries()).find((entry) => entry.code === code);
    if (known !== undefined && !known.demo)
      throw new CommandFailure(exitCodes.refused, 'not_demo', terminal.text(cliTexts.countyNotDemo, { code }));
    const entry = await deployment.addCounty(demoCountyFacts);
    const started = Date.now();
    const accounts = await withCounty(deployment, entry, async (county): Promise<DemoAccount[]> => {
      if (!(await isEmpty(county)))
        throw new CommandFailure(exitCodes.refused, 'county_in_use', terminal.text(cliTexts.countyInUse, { code }));
      const label = terminal.text(cliTexts.seeding, { members });
      terminal.note(label);
      const bar = terminal.progress(label);
      try {
        return await writeDemoCounty(county, { members, onProgress: bar.update });
      } finally {
        bar.end();
      }
    });
    await deployment.analyse(entry);
    terminal.note(terminal.text(cliTexts.seeded, { seconds: ((Date.now() - started) / 1000).toFixed(1) }));
    terminal.result({ county: code, members, accounts }, accountLines(terminal, accounts));
  });
