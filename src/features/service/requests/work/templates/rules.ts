/** What a text is a beginning of. */
export const templateActs = ['answer', 'refuse', 'assign', 'return'] as const;
export type TemplateAct = (typeof templateActs)[number];
