/** Filters that look into the dated records of a file: which table and coded column, and until which day a record lasts. */
export interface RecordFilter {
  readonly table:
    | 'post_holding'
    | 'hardship'
    | 'sanction'
    | 'reward'
    | 'lost_contact'
    | 'outflow'
    | 'abroad_stay'
    | 'attachment';
  readonly column: string;
  /** Counts on a day only while it lasts: first and last day, each with its own day included. */
  readonly lasts?: { readonly from: string; readonly to: string };
}

export const recordFilters = {
  post: { table: 'post_holding', column: 'post', lasts: { from: 'from_on', to: 'to_on' } },
  hardship: { table: 'hardship', column: 'kind', lasts: { from: 'since', to: 'until' } },
  sanction: { table: 'sanction', column: 'kind', lasts: { from: 'decided_on', to: 'effective_until' } },
  reward: { table: 'reward', column: 'kind' },
  lostKind: { table: 'lost_contact', column: 'kind' },
  outflowReason: { table: 'outflow', column: 'reason' },
  abroad: { table: 'abroad_stay', column: 'purpose' },
  paper: { table: 'attachment', column: 'kind' },
} as const satisfies Record<string, RecordFilter>;

export type RecordFilterKey = keyof typeof recordFilters;
export const recordFilterKeys = Object.keys(recordFilters) as readonly RecordFilterKey[];
