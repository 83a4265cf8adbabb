import { PassThrough } from 'node:stream';
import { audit } from '#platform/audit/audit.ts';
import { route, type Route } from '#platform/http/route.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { writeCsv } from '#platform/sheets/write.ts';
import { auditChain, auditList, exportAudit, verifyAudit } from './contract.ts';
import { auditColumns } from './messages.ts';
import { auditPage, chainState, exportedEvents } from './queries.ts';

export const auditRoutes: readonly Route[] = [
  route.query(auditList, (db, scope, { query }) => auditPage(db, scope, query)),
  route.query(auditChain, (db, _scope, _input, { county }) => chainState(db, county.now())),
  route.command(verifyAudit, async (tx, scope, _input, { county }) => {
    const jobId = await startJob(tx, county, scope, { kind: 'audit.verify' });
    audit(tx, { action: 'audit.verify', entity: 'job', entityId: jobId, path: '' });
    return { jobId };
  }),
  route.download(exportAudit, async (db, scope, { query }, { county }) => {
    // Whoever takes the log out of the house stands in it.
    await county.write(scope, async (tx) =>
      audit(tx, { action: 'audit.export', entity: 'audit_event', entityId: null, path: '' }),
    );
    const body = new PassThrough();
    const columns = Object.values(auditColumns).map(([title]) => ({ title }));
    writeCsv(body, { sheetName: 'audit', columns, rows: exportedEvents(db, scope, query) }).catch((error: Error) =>
      body.destroy(error),
    );
    return { name: `审计日志-${county.today()}.csv`, mediaType: 'text/csv; charset=utf-8', body };
  }),
];
