import type { Feature } from '#platform/feature.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { correctionNotices } from './corrections/messages.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { exportJob, sweepExports } from './export/jobs.ts';
import { exportRoutes } from './export/routes.ts';
import { filterRoutes } from './filters/routes.ts';
import { mergingRoutes } from './merging/routes.ts';
import { ownRoutes } from './own/routes.ts';
import { revealRoutes } from './reveal/routes.ts';
import { commitKind, importKind, undoKind } from './import/commands.ts';
import { commitBatch, undoCommitted } from './import/commit/jobs.ts';
import { purgeImports, settleImports } from './import/jobs.ts';
import { readImport } from './import/reading/jobs.ts';
import { importRoutes } from './import/routes.ts';
import { memberRoutes } from './routes.ts';
import { memberTodos } from './todos/queries.ts';

export const members: Feature = {
  name: 'members',
  routes: [
    ...memberRoutes,
    ...revealRoutes,
    ...ownRoutes,
    ...correctionRoutes,
    ...filterRoutes,
    ...exportRoutes,
    ...bulkRoutes,
    ...attachmentRoutes,
    ...mergingRoutes,
    ...importRoutes,
  ],
  todos: memberTodos,
  notices: correctionNotices,
  jobs: {
    'members.export': exportJob,
    [importKind]: readImport,
    [commitKind]: commitBatch,
    [undoKind]: undoCommitted,
  },
  settles: { [importKind]: settleImports, [commitKind]: settleImports, [undoKind]: settleImports },
  tasks: {
    'members.sweepExports': sweepExports,
    'members.purgeImports': purgeImports,
    'members.settleImports': settleImports,
  },
  crontab: ['17 * * * * members.sweepExports', '40 18 * * * members.purgeImports', '*/5 * * * * members.settleImports'],
};
