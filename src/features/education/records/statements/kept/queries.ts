import type { County } from '#platform/county/county.ts';

interface Sealed {
  readonly sealed: Buffer;
  readonly key_id: number;
}

export const sealKept = ({ crypto }: County, text: string): Buffer => crypto.encrypt(text);
export const openKept = ({ crypto }: County, sealed: Buffer): string => crypto.decrypt(sealed);

/** Bytes with their media type: of an attachment, or of a document. */
export interface Content {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** One byte for each character, as the text in which they are sealed wants it. */
export const sealContent = ({ crypto }: County, { mediaType, bytes }: Content): Sealed => ({
  sealed: crypto.encrypt(`${mediaType}\n${bytes.toString('latin1')}`),
  key_id: crypto.currentKeyId,
});
export const sealAttachment = sealContent;

export const openContent = ({ crypto }: County, sealed: Buffer): Content => {
  const text = crypto.decrypt(sealed);
  const line = text.indexOf('\n');
  return { mediaType: text.slice(0, line), bytes: Buffer.from(text.slice(line + 1), 'latin1') };
};
