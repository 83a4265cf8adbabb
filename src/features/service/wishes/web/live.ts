import type { LiveTable } from '#webkit/live.ts';
import { oneWish, wishList } from '../contract.ts';

export const live: LiveTable = [{ kind: 'wishes', touches: () => [wishList, oneWish] }];
