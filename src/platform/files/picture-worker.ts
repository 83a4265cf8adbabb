/** Entry of the thread that draws one picture anew. The build bundles this file to `picture-worker.mjs` beside the server's bundle. */
import { parentPort, workerData } from 'node:worker_threads';
import { yieldAsThread } from '#platform/priority/priority.ts';
import { readPicture, writeJpeg, writePng } from './codecs.ts';
import { pictureFactsOf, pictureKindOf } from './picture-facts.ts';
import { BadPicture } from './pictures.ts';
import { pictureLimits, type MadePicture, type PictureAnswer, type PictureTask } from './picture-protocol.ts';
import { fitted, seenThrough, shrunk, turned, type Raster } from './raster.ts';

/** From here on a picture without loss is held against one with: drawings stay sharp, photos become small. */
const largePng = 200_000;

const written = async ({ codecs }: PictureTask, photo: boolean, picture: Raster): Promise<MadePicture> => {
  const size = { width: picture.width, height: picture.height };
  const jpeg = async (): Promise<MadePicture> => ({
    bytes: await writeJpeg(codecs, picture),
    mediaType: 'image/jpeg',
    ...size,
  });
  const through = seenThrough(picture);
  if (photo && !through) return jpeg();
  const png: MadePicture = { bytes: await writePng(codecs, picture), mediaType: 'image/png', ...size };
  if (through || png.bytes.length <= largePng) return png;
  const other = await jpeg();
  return other.bytes.length * 2 < png.bytes.length ? other : png;
};

const draw = async (task: PictureTask): Promise<PictureAnswer> => {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
  const kind = pictureKindOf(bytes);
  if (kind === undefined) return { said: 'refused', why: 'picture_kind' };
  const { width, height, orientation, light } = pictureFactsOf(kind, bytes);
  const most = light ? pictureLimits.lightPixels : pictureLimits.pixels;
  if (width * height > most) return { said: 'refused', why: 'picture_points' };
  const whole = await readPicture(task.codecs, kind, bytes);
  if (whole.width !== width || whole.height !== height) throw new BadPicture();
  const picture = turned(shrunk(whole, ...fitted(width, height, task.longest)), orientation);
  return { said: 'made', picture: await written(task, kind !== 'image/png', picture) };
};

const answer = async (task: PictureTask): Promise<PictureAnswer> => {
  try {
    return await draw(task);
  } catch (error) {
    if (error instanceof BadPicture) return { said: 'refused', why: 'picture_damaged' };
    throw error;
  }
};

if (parentPort) {
  yieldAsThread();
  parentPort.postMessage(await answer(workerData as PictureTask));
  parentPort.close();
}
