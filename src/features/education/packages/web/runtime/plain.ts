/** For cmi5, whose programs speak to the record store themselves. */
import { layShims } from './shims.ts';

layShims();
