/** `npm run check`: what every commit passes. */
import { quickChecks } from './checks.ts';
import { close } from './steps.ts';

close(await quickChecks());
