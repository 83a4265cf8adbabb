import type { Block } from '#shared/letter.ts';

export const letterType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** An official letter as the bytes of a .docx file. What writes it is loaded with the first. */
export const writeLetter = async (title: string, blocks: readonly Block[]): Promise<Buffer> =>
  (await import('./word-letter.ts')).writeLetter(title, blocks);
