/** `npm test`: the check, the production build, and the browser journeys. A missing browser is installed, never skipped. */
import { ensureBrowser } from './browser.ts';
import { browserChecks, quickChecks } from './checks.ts';
import { close, type Outcome } from './steps.ts';

const browser = async (): Promise<Outcome> => {
  const started = Date.now();
  const outcome = (failed: 0 | 1): Outcome => ({
    name: 'browser',
    passed: 1 - failed,
    failed,
    seconds: (Date.now() - started) / 1000,
    slow: [],
  });
  try {
    const found = await ensureBrowser();
    console.log(`ok     browser        ${found.executable}`);
    return outcome(0);
  } catch (error) {
    console.log(`FAILED browser\n${error instanceof Error ? error.message : String(error)}`);
    return outcome(1);
  }
};

const outcomes = await quickChecks();
outcomes.push(await browser());
outcomes.push(...(await browserChecks()));
close(outcomes);
