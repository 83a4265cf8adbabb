export const materialKinds = ['paper', 'sheet', 'photo', 'other'] as const;
export type MaterialKind = (typeof materialKinds)[number];

/** Scans of a few pages and office files; a film is no paper of a meeting. */
export const materialBytes = 20 * 1024 * 1024;
export const mostMaterials = 30;
/** What a chooser of files offers; what a file is, its content says. */
export const materialEndings = ['.pdf', '.docx', '.xlsx', '.pptx', '.jpg', '.jpeg', '.png'] as const;
