import type { Feature } from '#platform/feature.ts';
import { meetingRoutes } from './routes.ts';

export const meetings: Feature = { name: 'meetings', routes: meetingRoutes };
