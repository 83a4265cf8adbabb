import type { Drill } from '#features/education/practice/rules.ts';
import type { Scene, Scenes } from '#features/education/practice/index.ts';
import { putGround } from './ground.ts';
import { requestScene } from './request.ts';
import { rosterScene } from './roster.ts';
import { transferScene } from './transfer.ts';
import { withdrawalScene } from './withdrawal.ts';

/** In a township that lives, so that the pages beside the task have something to show. */
const lived = (drill: Drill, scene: Scene): Scene => ({
  ...scene,
  async prepare(tx, ground) {
    await putGround(tx, ground, drill);
    return scene.prepare(tx, ground);
  },
});

/** What is prepared in the practice county for each drill, and how it is looked at afterwards. */
export const scenes: Scenes = {
  roster: lived('roster', rosterScene),
  transfer: lived('transfer', transferScene),
  request: lived('request', requestScene),
  withdrawal: lived('withdrawal', withdrawalScene),
};
