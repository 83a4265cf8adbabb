import type { Feature } from '#platform/feature.ts';
import { satisfiedEvent, saySatisfied } from './launching/commands.ts';
import { packageMount } from './serving/routes.ts';

export const packages: Feature = {
  name: 'packages',
  mounts: [packageMount],
  tasks: { 'packages.saySatisfied': saySatisfied },
  listeners: [{ event: satisfiedEvent, task: 'packages.saySatisfied' }],
};
