/** A part of a document in the layout of official letters, from the top down. A text with line breaks is several paragraphs. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'text' | 'plain' | 'right'; readonly text: string }
  | { readonly kind: 'break' }
  | {
      readonly kind: 'table';
      /** Parts of the width of the page, of any sum. */
      readonly widths: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Lines high enough to sign in. */
      readonly tall?: boolean;
    };

/** The files in which a letter comes. */
export const letterFormats = ['docx', 'pdf'] as const;
export type LetterFormat = (typeof letterFormats)[number];
