/** Where villages lie and how a schematic map of them is drawn: small sums on a sphere, no tiles, no outside service. */
export interface Point {
  readonly lat: number;
  readonly long: number;
}

export interface PlacedArea extends Point {
  readonly id: string;
}

/** A village is a few kilometres across: what is farther from all of them lies in another county. */
export const farthestKm = 15;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres between two points, on a sphere. */
export const distanceKm = (a: Point, b: Point): number => {
  const [dLat, dLong] = [radians(b.lat - a.lat), radians(b.long - a.long)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLong / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** The area whose point is nearest; undefined where all are too far. */
export const nearestArea = <A extends Point>(point: Point, areas: readonly A[]): A | undefined => {
  let [best, least]: [A | undefined, number] = [undefined, farthestKm];
  for (const area of areas) {
    const far = distanceKm(point, area);
    if (far <= least) [best, least] = [area, far];
  }
  return best;
};

/** Four decimals are eleven metres: nobody points more exactly, and a house is not told from its neighbour by more. */
export const rounded = ({ lat, long }: Point): Point => ({
  lat: Math.round(lat * 1e4) / 1e4,
  long: Math.round(long * 1e4) / 1e4,
});

/** `28.1534,120.6912`, as a form carries it; undefined where it is none. */
export const writePoint = (point: Point): string => {
  const { lat, long } = rounded(point);
  return `${lat},${long}`;
};
export const readPoint = (text: string | undefined): Point | undefined => {
  const found = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(text ?? '');
  const [lat, long] = [Number(found?.[1]), Number(found?.[2])];
  return found !== null && Math.abs(lat) <= 90 && Math.abs(long) <= 180 ? rounded({ lat, long }) : undefined;
};

const metresPerDegree = 111_195;

/** Metres to the east and to the north of another point; of neighbours in one county. */
export const offsetOf = (from: Point, to: Point): { readonly east: number; readonly north: number } => ({
  east: (to.long - from.long) * metresPerDegree * Math.cos(radians(from.lat)),
  north: (to.lat - from.lat) * metresPerDegree,
});
const moved = (from: Point, east: number, north: number): Point => ({
  lat: from.lat + north / metresPerDegree,
  long: from.long + east / (metresPerDegree * Math.cos(radians(from.lat))),
});

/** From the north by the east. */
export const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof directions)[number];

export interface Whereabouts {
  /** Null where it is at the very place. */
  readonly direction: Direction | null;
  /** To the next ten metres, or hundred where it is far. */
  readonly metres: number;
}

export const whereabouts = (from: Point, to: Point): Whereabouts => {
  const { east, north } = offsetOf(from, to);
  const far = Math.hypot(east, north);
  const step = far < 1_000 ? 10 : 100;
  const metres = Math.round(far / step) * step;
  const eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return { metres, direction: metres === 0 ? null : (directions[(eighth + 8) % 8] ?? null) };
};

/** Cells in a row and a column of the grid on which somebody points. */
export const gridCells = 7;
/** How wide one is: first about a village, then about what was pointed at. */
export const gridSteps = { coarse: 400, fine: 60 } as const;
export type GridStep = keyof typeof gridSteps;

/** The middles of the cells around a point, row by row from the north-west. */
export const gridAround = (middle: Point, step: GridStep): readonly Point[] => {
  const half = (gridCells - 1) / 2;
  const lines = [...Array(gridCells).keys()].map((at) => (at - half) * gridSteps[step]);
  return lines.flatMap((south) => lines.map((east) => moved(middle, east, -south)));
};

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A square window of a map: where a point lies on it, by its middle and how far it reaches. */
export const windowOn =
  (middle: Point, reach: number, size: number) =>
  (point: Point): Spot => {
    const { east, north } = offsetOf(middle, point);
    const scale = size / 2 / reach;
    return { x: size / 2 + east * scale, y: size / 2 - north * scale };
  };
export const isWithin = ({ x, y }: Spot, size: number): boolean => x >= 0 && y >= 0 && x <= size && y <= size;

interface Named extends Point {
  readonly name: string;
}
interface Lettering {
  readonly width: number;
  /** Height of a letter, and of the box that its word stands in. */
  readonly letter: number;
  readonly line: number;
}
export interface Box extends Spot {
  readonly width: number;
  readonly height: number;
}
export interface Laid<P> {
  readonly place: P;
  readonly dot: Spot;
  readonly box: Box;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const boxWidth = (name: string, { letter, width }: Pick<Lettering, 'letter' | 'width'>): number => {
  const wide = [...name].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x250 ? 0.6 : 1), 0);
  return Math.min(width, Math.ceil(wide * letter + letter));
};

const aroundDot = ({ x, y }: Spot): Box => ({ x: x - 5, y: y - 5, width: 10, height: 10 });

/**
 * Names beside their dots in a square window, each to the right, to the left, below or above, the first ones first. Null where a
 * name would cover a dot or another name: a dot without a name says less, but nothing wrong.
 */
export const nameBoxes = <P extends { readonly name: string }>(
  seen: readonly { readonly place: P; readonly spot: Spot }[],
  { width: size, letter }: Pick<Lettering, 'width' | 'letter'>,
): readonly { readonly place: P; readonly spot: Spot; readonly box: Box | null }[] => {
  const taken = seen.map(({ spot }) => aroundDot(spot));
  return seen.map(({ place, spot }) => {
    const [width, height] = [boxWidth(place.name, { width: size, letter }) - letter, letter];
    const box = [
      { x: spot.x + 9, y: spot.y - height / 2 },
      { x: spot.x - 9 - width, y: spot.y - height / 2 },
      { x: spot.x - width / 2, y: spot.y + 7 },
      { x: spot.x - width / 2, y: spot.y - 7 - height },
    ]
      .map((corner) => ({ ...corner, width, height }))
      .filter(({ x, y }) => isWithin({ x, y }, size) && isWithin({ x: x + width, y: y + height }, size))
      .find((one) => !taken.some((other) => overlap(one, other)));
    if (box !== undefined) taken.push(box);
    return { place, spot, box: box ?? null };
  });
};

/** Beside the dot on either side, then half a line farther up and down, until nothing stands there. */
const freeBox = (dot: Spot, name: string, lettering: Lettering, taken: readonly Box[]): Box => {
  const [width, height] = [boxWidth(name, lettering), lettering.line];
  const sides = [dot.x + 8, dot.x - 8 - width].map((x) => Math.max(0, Math.min(x, lettering.width - width)));
  for (let turn = 0; ; turn += 1) {
    const away = Math.ceil(turn / 2) * (turn % 2 === 0 ? -1 : 1) * (height / 2);
    const y = dot.y - height / 2 + away;
    const free = sides.map((x) => ({ x, y, width, height })).find((box) => !taken.some((one) => overlap(box, one)));
    if (free !== undefined && y >= 0) return free;
  }
};

/** Places on a schematic map: true to each other in direction and distance, each with a box for its name that covers no other. */
export const layOut = <P extends Named>(places: readonly P[], lettering: Lettering) => {
  const [lats, longs] = [places.map(({ lat }) => lat), places.map(({ long }) => long)];
  const corner = { lat: Math.max(...lats), long: Math.min(...longs) };
  const { east, north } = offsetOf(corner, { lat: Math.min(...lats), long: Math.max(...longs) });
  const { width, line } = lettering;
  // As high as wide at most: far ones are drawn nearer, and none leaves the frame.
  const scale = (width - 2 * line) / Math.max(east, -north, 1);
  const dots = places
    .map((place) => ({ place, at: offsetOf(corner, place) }))
    .toSorted((a, b) => b.at.north - a.at.north || a.at.east - b.at.east)
    .map(({ place, at }) => ({ place, dot: { x: line + at.east * scale, y: line - at.north * scale } }));
  // No name stands on a dot, its own or another's.
  const taken: Box[] = dots.map(({ dot }) => aroundDot(dot));
  const items = dots.map(({ place, dot }): Laid<P> => {
    const box = freeBox(dot, place.name, lettering, taken);
    taken.push(box);
    return { place, dot, box };
  });
  const height = Math.max(line, ...items.map(({ dot, box }) => Math.max(dot.y + 8, box.y + box.height))) + line / 2;
  return { width, height, items };
};

/** In the middle of several. */
export const middleOf = (points: readonly Point[]): Point => ({
  lat: points.reduce((sum, { lat }) => sum + lat, 0) / points.length,
  long: points.reduce((sum, { long }) => sum + long, 0) / points.length,
});
