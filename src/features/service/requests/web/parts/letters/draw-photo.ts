import { type LetterPhoto } from '../../../intake/letters/rules.ts';
import { photoLimits } from '../../../photos/rules.ts';

/** What is kept of a photo is no larger either, and so it fits into one press. */
const mostBytes = 700_000;

const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/jpeg', quality),
  );

const base64Of = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};

/** A picture of a letter, drawn anew and small enough to be sent, in base64. @throws where it is no picture */
export const drawPhoto = async ({ bytes, type }: LetterPhoto): Promise<string> => {
  const picture = await createImageBitmap(new Blob([bytes], { type }));
  const share = Math.min(1, photoLimits.longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.85, 0.7]) {
    const blob = await jpegOf(canvas, quality);
    if (blob.size <= mostBytes) return base64Of(blob);
  }
  return base64Of(await jpegOf(canvas, 0.5));
};
