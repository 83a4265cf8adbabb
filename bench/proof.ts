/** `npm run proof -- kill`: attempts and failures. */
import { report } from './report.ts';

await report('proofs', process.argv.slice(2));
