/** Whom a list is for. `department`: the county's organisation department. `other`: somebody outside the line, by name. */
export const exportRecipients = ['own', 'superior', 'department', 'national', 'other'] as const;
export type ExportRecipient = (typeof exportRecipients)[number];
