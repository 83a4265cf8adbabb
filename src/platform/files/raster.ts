/** Points of a picture in memory: four bytes each (red, green, blue, cover), row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The size that fits into a square of that side; a picture is never made larger. */
export const fitted = (width: number, height: number, longest: number): readonly [number, number] => {
  const by = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by))];
};

const channels = 4;

/** Adds one row of the source to sums over the columns of the target, each point by the share of it that falls into a column. */
const addRow = (sums: Float32Array, source: Raster, row: number, weight: number, width: number): void => {
  const step = source.width / width;
  const base = row * source.width * channels;
  for (let column = 0; column < width; column += 1) {
    const [from, to] = [column * step, Math.min((column + 1) * step, source.width)];
    const at = column * channels;
    for (let x = Math.floor(from); x < to; x += 1) {
      const share = weight * (Math.min(x + 1, to) - Math.max(x, from));
      const point = base + x * channels;
      // Colours count by their cover: what cannot be seen must not tint what can.
      const cover = share * (source.data[point + 3] ?? 0);
      sums[at] = (sums[at] ?? 0) + cover * (source.data[point] ?? 0);
      sums[at + 1] = (sums[at + 1] ?? 0) + cover * (source.data[point + 1] ?? 0);
      sums[at + 2] = (sums[at + 2] ?? 0) + cover * (source.data[point + 2] ?? 0);
      sums[at + 3] = (sums[at + 3] ?? 0) + cover;
    }
  }
};

/** Makes a picture smaller: each new point is the mean of the area that it stands for. Needs no memory but the new picture's. */
export const shrunk = (source: Raster, width: number, height: number): Raster => {
  if (width >= source.width && height >= source.height) return source;
  const data = new Uint8ClampedArray(width * height * channels);
  const step = source.height / height;
  const area = step * (source.width / width);
  const sums = new Float32Array(width * channels);
  for (let row = 0; row < height; row += 1) {
    sums.fill(0);
    const [from, to] = [row * step, Math.min((row + 1) * step, source.height)];
    for (let y = Math.floor(from); y < to; y += 1)
      addRow(sums, source, y, Math.min(y + 1, to) - Math.max(y, from), width);
    const base = row * width * channels;
    for (let at = 0; at < sums.length; at += channels) {
      const cover = sums[at + 3] ?? 0;
      if (cover === 0) continue;
      for (let colour = 0; colour < 3; colour += 1) data[base + at + colour] = (sums[at + colour] ?? 0) / cover;
      data[base + at + 3] = cover / area;
    }
  }
  return { width, height, data };
};

/** Turns a picture upright, by the orientation that EXIF tells (1 to 8). */
export const turned = (source: Raster, orientation: number): Raster => {
  if (orientation < 2 || orientation > 8) return source;
  const { width, height } = source;
  const lies = orientation >= 5;
  const [newWidth, newHeight] = lies ? [height, width] : [width, height];
  const from = new Uint32Array(source.data.buffer, source.data.byteOffset, width * height);
  const to = new Uint32Array(newWidth * newHeight);
  const mirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
  const flipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
  for (let y = 0; y < newHeight; y += 1) {
    for (let x = 0; x < newWidth; x += 1) {
      const [across, down] = lies ? [y, x] : [x, y];
      const sourceX = mirrored ? width - 1 - across : across;
      const sourceY = flipped ? height - 1 - down : down;
      to[y * newWidth + x] = from[sourceY * width + sourceX] ?? 0;
    }
  }
  return { width: newWidth, height: newHeight, data: new Uint8ClampedArray(to.buffer) };
};

/** Whether any point can be seen through. */
export const seenThrough = ({ data }: Raster): boolean => {
  for (let at = 3; at < data.length; at += channels) if (data[at] !== 255) return true;
  return false;
};
