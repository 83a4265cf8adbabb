import type { Scenes } from '#features/education/practice/index.ts';
import { requestScene } from './request.ts';
import { rosterScene } from './roster.ts';
import { transferScene } from './transfer.ts';
import { withdrawalScene } from './withdrawal.ts';

/** What is prepared in the practice county for each drill, and how it is looked at afterwards. */
export const scenes: Scenes = {
  roster: rosterScene,
  transfer: transferScene,
  request: requestScene,
  withdrawal: withdrawalScene,
};
