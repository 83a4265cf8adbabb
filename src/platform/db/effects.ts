/** What a command leaves behind beside its rows. Collected in the transaction, written in one statement at its end. */
export interface AuditEntry {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly path: string;
  readonly reason?: string | null;
  /** Where the change comes from, if not from where the scope does: `correction:<id>`, `bulk:<id>`. */
  readonly source?: string;
  /** Of which request, where a transaction serves several. */
  readonly requestId?: string;
  readonly changes?: readonly FieldChange[] | null;
}

/** Values of sensitive fields are ciphertext in hexadecimal, never plain. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}

/**
 * What an import's new file began with, as the one element of the `changes` of its event: nothing stood before, and fifty thousand such
 * documents are written in one transaction.
 */
export interface FirstValues {
  readonly first: Readonly<Record<string, FieldChange['to']>>;
}

export interface OutboxEntry {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The reply to a command, kept under the key of its intent: a retry is answered with it. */
export interface KeptReply {
  readonly accountId: string;
  readonly key: string;
  readonly endpoint: string;
  readonly digest: Buffer;
  readonly reply: unknown;
}

export class Effects {
  readonly audit: AuditEntry[] = [];
  readonly outbox: OutboxEntry[] = [];
  keptReply: KeptReply | null = null;
  /** A set-based command (an import) has written its own events. */
  auditWritten = false;
  /** Run in this process after the commit; other processes hear by the outbox or a notification. */
  readonly afterCommit: (() => void)[] = [];
}
