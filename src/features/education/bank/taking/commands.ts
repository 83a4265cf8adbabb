import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';

export const noteExport = async (tx: Tx, format: string): Promise<void> => {
  await Promise.resolve();
  audit(tx, { action: 'bank.export', entity: 'bank_item', entityId: null, path: '', reason: format });
};
