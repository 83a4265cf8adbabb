import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import { strangerScope, type Caller } from './access.ts';
import type { RequestArea } from './contract.ts';
import { areaList as areasIn } from './routing/queries.ts';

export type { Caller } from './access.ts';
export { accept, reopen, send } from './sending/commands.ts';
export { follow } from './sending/queries.ts';

/** Villages and communities to choose from, for pages that are rendered in this process. */
export const areaList = (county: County, caller: Caller): Promise<z.input<typeof RequestArea>[]> =>
  areasIn(county.read(strangerScope(county, caller)));
