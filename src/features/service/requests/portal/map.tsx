import type { ReactNode } from 'react';
import { newOpaqueId } from '#shared/ids.ts';
import { say, type Language } from '#shared/text.ts';
import { given, shownFields, type Typed } from '#platform/portal/fields.ts';
import type { FormState, Shown, Visit } from '#platform/portal/page.ts';
import { Form } from '#platform/portal/parts.tsx';
import { requestPlaces, type RequestPlace } from '../places/contract.ts';
import { placeTexts } from '../places/messages.ts';
import {
  gridAround,
  gridCells,
  gridSteps,
  isWithin,
  layOut,
  middleOf,
  nameBoxes,
  nearestArea,
  readPoint,
  whereabouts,
  windowOn,
  writePoint,
  type GridStep,
  type Point,
} from '../places/rules.ts';
import { longId, shortId } from './choices.ts';

/** More than this many stand on a map of one township each. */
const mostOnOne = 24;
const width = 360;

const distanceWords = (language: Language, metres: number): string =>
  metres < 1_000
    ? say(language, placeTexts.metres, { count: metres })
    : say(language, placeTexts.kilometres, { count: metres / 1_000 });

/** Where a point is, by the village that it lies in or nearest to. */
export const whereWords = (language: Language, from: { readonly name: string } & Point, to: Point): string => {
  const { direction, metres } = whereabouts(from, to);
  if (direction === null) return say(language, placeTexts.at, { place: from.name });
  return say(language, placeTexts.away, {
    place: from.name,
    direction: say(language, placeTexts[`direction_${direction}`]),
    distance: distanceWords(language, metres),
  });
};

interface Choice extends Point {
  readonly name: string;
  readonly value: string;
}

interface ChartProps {
  readonly visit: Visit;
  readonly title: string;
  readonly field: string;
  readonly choices: readonly Choice[];
}

/** Places by where they lie, each a button: it is pressed with a finger or by the keyboard, and nothing of it stands in an address. */
const Chart = ({ visit, title, field, choices }: ChartProps): ReactNode => {
  const lettering = visit.view.large ? { width, letter: 21, line: 44 } : { width, letter: 15, line: 30 };
  const { height, items } = layOut(choices, lettering);
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      {items.map(({ place, dot, box }) => (
        <g key={place.value}>
          <line
            x1={dot.x}
            y1={dot.y}
            x2={dot.x < box.x ? box.x : Math.min(dot.x, box.x + box.width)}
            y2={box.y + box.height / 2}
          />
          <circle cx={dot.x} cy={dot.y} r={4} />
        </g>
      ))}
      {items.map(({ place, box }) => (
        <foreignObject key={place.value} x={box.x} y={box.y} width={box.width} height={box.height}>
          <button type="submit" name={field} value={place.value}>
            {place.name}
          </button>
        </foreignObject>
      ))}
    </svg>
  );
};

interface GridProps {
  readonly visit: Visit;
  readonly title: string;
  readonly area: RequestPlace;
  readonly places: readonly RequestPlace[];
  readonly middle: Point;
  readonly step: GridStep;
  readonly chosen: Point | undefined;
}

/** Squares about a village, with what lies beside it; each says where it is. */
const Grid = ({ visit, title, area, places, middle, step, chosen }: GridProps): ReactNode => {
  const { language } = visit;
  const on = windowOn(middle, (gridSteps[step] * gridCells) / 2, width);
  const cell = width / gridCells;
  const letter = visit.view.large ? 21 : 16;
  // The village itself has its name before its neighbours.
  const near = places.toSorted((a, b) => Number(b.id === area.id) - Number(a.id === area.id));
  const seen = near.map((place) => ({ place, spot: on(place) })).filter(({ spot }) => isWithin(spot, width));
  const mark = chosen && on(chosen);
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${width}`} role="group" aria-label={title}>
      {gridAround(middle, step).map((point, at) => {
        const [x, y] = [(at % gridCells) * cell, Math.floor(at / gridCells) * cell];
        return (
          <foreignObject key={writePoint(point)} x={x} y={y} width={cell} height={cell}>
            <button
              type="submit"
              className="cell"
              name="pickAt"
              value={writePoint(point)}
              aria-label={whereWords(language, area, point)}
            />
          </foreignObject>
        );
      })}
      <g aria-hidden="true" pointerEvents="none">
        {nameBoxes(seen, { width, letter }).map(({ place, spot, box }) => (
          <g key={place.id}>
            <circle cx={spot.x} cy={spot.y} r={5} />
            {box && (
              <text x={box.x} y={box.y + letter * 0.85} fontSize={letter}>
                {place.name}
              </text>
            )}
          </g>
        ))}
        {mark !== undefined && <circle className="mark" cx={mark.x} cy={mark.y} r={10} />}
      </g>
    </svg>
  );
};

/** What the buttons of the map and of the page send. All else goes through it and back again, whatever the form comes to hold. */
const ofMap: ReadonlySet<string> = new Set(['key', 'view', 'step', 'show', 'pickTown', 'pickArea', 'pickAt']);

interface FrameProps {
  readonly visit: Visit;
  readonly typed: Typed;
  readonly children: ReactNode;
}

const MapForm = ({ visit, typed, children }: FrameProps): ReactNode => {
  const shown = shownFields(typed);
  const form: FormState = {
    of: '/requests/new',
    key: typed['key'] ?? newOpaqueId(),
    typed: shown,
    problems: {},
    refusal: null,
  };
  const kept = Object.entries(shown).flatMap(([name, value]) =>
    value === undefined || ofMap.has(name) ? [] : [[name, value] as const],
  );
  return (
    <Form
      visit={visit}
      form={form}
      action="/requests/new"
      submit={placeTexts.back}
      plain
      hidden={{ ...Object.fromEntries(kept), step: 'map' }}
    >
      <p className="soft">{say(visit.language, placeTexts.schematic)}</p>
      {children}
    </Form>
  );
};

const gridPage = (visit: Visit, typed: Typed, area: RequestPlace, places: readonly RequestPlace[]): Shown => {
  const { language } = visit;
  const chosen = readPoint(typed['at']);
  const step: GridStep = chosen === undefined ? 'coarse' : 'fine';
  const title = say(language, placeTexts.gridTitle, { place: area.name });
  return {
    title,
    form: true,
    body: (
      <MapForm visit={visit} typed={typed}>
        <p>{say(language, placeTexts.gridHint, { metres: gridSteps[step] })}</p>
        <p className="soft">{say(language, placeTexts.seen)}</p>
        <Grid {...{ visit, title, area, places, step, chosen }} middle={chosen ?? area} />
        <p>
          <button type="submit" className="plain" name="show" value="areas">
            {say(language, placeTexts.otherArea)}
          </button>
        </p>
      </MapForm>
    ),
  };
};

const areasPage = (visit: Visit, typed: Typed, places: readonly RequestPlace[]): Shown => {
  const { language } = visit;
  const towns = [...new Set(places.map(({ under }) => under))];
  const town = places.length <= mostOnOne ? null : towns.find((one) => one === typed['pickTown']);
  const title = say(language, town === undefined ? placeTexts.townTitle : placeTexts.areaTitle);
  const choices =
    town === undefined
      ? towns.map((name) => ({ name, value: name, ...middleOf(places.filter(({ under }) => under === name)) }))
      : places
          .filter(({ under }) => town === null || under === town)
          .map(({ id, name, lat, long }) => ({ name, value: shortId(id), lat, long }));
  return {
    title,
    form: true,
    body: (
      <MapForm visit={visit} typed={typed}>
        <Chart visit={visit} title={title} field={town === undefined ? 'pickTown' : 'pickArea'} choices={choices} />
        {typeof town === 'string' && (
          <p>
            <button type="submit" className="plain" name="show" value="areas">
              {say(language, placeTexts.otherTown)}
            </button>
          </p>
        )}
      </MapForm>
    ),
  };
};

/** What the map has changed; null where the form was not sent for its sake. */
const picked = (typed: Typed): Typed | null => {
  if (typed['step'] !== 'map' && typed['show'] === undefined) return null;
  const area = given(typed['pickArea']);
  const at = given(typed['pickAt']);
  // Another village: what was pointed at lies elsewhere.
  if (area !== undefined) return { ...typed, areaId: area, at: area === typed['areaId'] ? typed['at'] : undefined };
  return at === undefined ? typed : { ...typed, at };
};

/** The page of the map that was asked for, or what the form holds after it; null where neither was asked for. Nothing is sent by it. */
export const mapStep = async (
  visit: Visit,
  typed: Typed,
): Promise<{ readonly page: Shown } | { readonly typed: Typed } | null> => {
  const now = picked(typed);
  if (now === null) return null;
  const [show, town] = [given(typed['show']), given(typed['pickTown'])];
  if (show === undefined && town === undefined) return { typed: now };
  const { items } = await visit.ask(requestPlaces, {});
  if (items.length === 0) return { typed: now };
  const area = show === 'map' ? items.find(({ id }) => id === longId(given(typed['areaId']))) : undefined;
  return { page: area === undefined ? areasPage(visit, now, items) : gridPage(visit, now, area, items) };
};

interface PointProps {
  readonly visit: Visit;
  readonly form: FormState;
  readonly places: readonly RequestPlace[];
}

/** Beside the list of villages: the way to the map, and what was pointed at, which is left out again by a tick. */
export const MapPoint = ({ visit, form, places }: PointProps): ReactNode => {
  const { language } = visit;
  if (places.length === 0) return null;
  const point = readPoint(form.typed['at']);
  const own = places.find(({ id }) => id === longId(form.typed['areaId']));
  const near = point && (own ?? nearestArea(point, places));
  const wrong = form.problems['point'];
  return (
    <div className={wrong === undefined ? 'field' : 'field bad'} id="f-point">
      {wrong !== undefined && <p className="wrong">{wrong}</p>}
      {point !== undefined && near !== undefined && (
        <>
          <label className="choice">
            <input type="checkbox" name="at" value={writePoint(point)} defaultChecked />
            <span>
              {say(language, placeTexts.attach, { where: whereWords(language, near, point) })}
              <small>{say(language, placeTexts.seen)}</small>
            </span>
          </label>
        </>
      )}
      <button type="submit" className="plain" name="show" value="map">
        {say(language, point === undefined ? placeTexts.pick : placeTexts.finer)}
      </button>
    </div>
  );
};
