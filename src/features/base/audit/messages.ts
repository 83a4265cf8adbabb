import { catalogue } from '#shared/text.ts';

/** Headings of the exported log, in the order of its columns. */
export const auditColumns = catalogue({
  seq: ['链序号', 'Number in the chain'],
  at: ['时间', 'Time'],
  actor: ['操作人', 'Actor'],
  role: ['身份', 'Role'],
  action: ['操作', 'Action'],
  entity: ['对象类型', 'Kind of object'],
  entityId: ['对象编号', 'Object'],
  organisation: ['组织', 'Organisation'],
  reason: ['事由', 'Reason'],
  source: ['来源', 'Source'],
  fields: ['变更字段', 'Changed fields'],
  requestId: ['请求编号', 'Request'],
  accountId: ['账号编号', 'Account'],
  id: ['事件编号', 'Event'],
  digest: ['事件摘要', 'Digest of the event'],
  hash: ['链哈希', 'Hash of the link'],
});
