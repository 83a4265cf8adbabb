import type { LiveTable } from '#webkit/live.ts';
import { oneWish, wishList } from '../contract.ts';
import { openWishes } from '../offers/contract.ts';

export const live: LiveTable = [{ kind: 'wishes', touches: () => [wishList, oneWish, openWishes] }];
