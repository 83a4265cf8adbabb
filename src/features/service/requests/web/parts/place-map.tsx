import type { ReactNode } from 'react';
import { type Say, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { useApi } from '#webkit/query.ts';
import type { RequestView } from '../../contract.ts';
import { requestPlaces, type RequestPlace } from '../../places/contract.ts';
import { placeTexts } from '../../places/messages.ts';
import { distanceKm, isWithin, nameBoxes, nearestArea, type Point, whereabouts, windowOn } from '../../places/rules.ts';
import css from './place-map.module.css';

const size = 360;
/** As the style sheet sets it. */
const letter = 14;
/** The least that is shown around a point, in metres; as far as the nearest village lies where that is more. */
const leastReach = 1_000;

const distanceWords = (t: Say, metres: number): string =>
  metres < 1_000
    ? t(placeTexts.metres, { count: metres })
    : t(placeTexts.kilometres, { count: Math.round(metres / 100) / 10 });

const whereWords = (t: Say, from: RequestPlace, to: Point): string => {
  const { direction, metres } = whereabouts(from, to);
  if (direction === null) return t(placeTexts.at, { place: from.name });
  return t(placeTexts.away, {
    place: from.name,
    direction: t(placeTexts[`direction_${direction}`]),
    distance: distanceWords(t, metres),
  });
};

/** Of a round number of metres, a fifth of the map at most. */
const rulerOf = (reach: number): number => {
  const most = (reach * 2) / 5;
  const ten = 10 ** Math.floor(Math.log10(most));
  return ([5, 2].find((times) => times * ten <= most) ?? 1) * ten;
};

interface Props {
  readonly point: Point;
  readonly near: RequestPlace | undefined;
  readonly places: readonly RequestPlace[];
  readonly where: string;
}

const Drawing = ({ point, near, places, where }: Props): ReactNode => {
  const t = useText();
  const reach = Math.max(leastReach, near === undefined ? 0 : distanceKm(near, point) * 1_250);
  const on = windowOn(point, reach, size);
  // The nearest has its name before the others.
  const first = places.toSorted((a, b) => Number(b.id === near?.id) - Number(a.id === near?.id));
  const seen = first.map((place) => ({ place, spot: on(place) })).filter(({ spot }) => isWithin(spot, size));
  const metres = rulerOf(reach);
  const length = (metres / reach) * (size / 2);
  return (
    <svg className={css.map} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t(placeTexts.mapOf, { where })}>
      {nameBoxes(seen, { width: size, letter }).map(({ place, spot, box }) => (
        <g key={place.id}>
          <circle className={css.dot} cx={spot.x} cy={spot.y} r={5} />
          {box && (
            <text className={css.name} x={box.x} y={box.y + letter * 0.85}>
              {place.name}
            </text>
          )}
        </g>
      ))}
      <circle className={css.mark} cx={size / 2} cy={size / 2} r={11} />
      <path className={css.mark} d={`M${size / 2} ${size / 2 - 18}v36M${size / 2 - 18} ${size / 2}h36`} />
      <line className={css.ruler} x1={12} y1={size - 14} x2={12 + length} y2={size - 14} />
      <text className={css.name} x={12} y={size - 22}>
        {distanceWords(t, metres)}
      </text>
    </svg>
  );
};

/** Where the resident pointed, among the villages around; in words as well. Nothing where nobody pointed. */
export const PlaceMap = ({ request: { point } }: { readonly request: Pick<RequestView, 'point'> }): ReactNode => {
  const t = useText();
  const { data } = useApi(requestPlaces, {});
  if (point === null) return null;
  const places = data?.items ?? [];
  const near = nearestArea(point, places);
  const where = near === undefined ? t(placeTexts.point) : whereWords(t, near, point);
  return (
    <Section title={t(placeTexts.point)}>
      <p>
        {t(placeTexts.coordinates, {
          where,
          lat: point.lat.toFixed(4),
          long: point.long.toFixed(4),
        })}
      </p>
      <Drawing point={point} near={near} places={places} where={where} />
      <p>
        {t(placeTexts.schematic)} {t(placeTexts.seen)}
      </p>
    </Section>
  );
};
