/** A name as one types or copies it: sheets set names of two characters apart (王 琳), and no Chinese name holds a gap. */
export const withoutGaps = (text: string): string => text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
