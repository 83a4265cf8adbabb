/** `npm run bench -- list`: performance as ratios and bounds. */
import { report } from './report.ts';

await report('benches', process.argv.slice(2));
