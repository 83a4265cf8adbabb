import { catalogue } from '#shared/text.ts';

/** What the schematic map says, on the portal and in the office. */
export const placeTexts = catalogue({
  pick: ['在地图上选', 'Choose on a map'],
  townTitle: ['事情在哪个乡镇（街道）', 'In which township is it?'],
  areaTitle: ['事情在哪个村（社区）', 'In which village or community is it?'],
  gridTitle: ['在{place}的什么位置', 'Where in {place} is it?'],
  schematic: [
    '示意图，按登记的位置画出，上北下南，不是测绘地图。',
    'A schematic drawing of known places, north at the top: no survey map.',
  ],
  gridHint: [
    '点事情所在的那一格，每格约 {metres} 米见方。不想指得这么细，可以不选。',
    'Press the square where it is; each is about {metres} metres wide. You need not point at all.',
  ],
  seen: [
    '只有承办单位和上级看得到，加密保存，不公开。',
    'Seen by the unit in charge and those above it alone, kept encrypted, never published.',
  ],
  otherArea: ['换一个村（社区）', 'Another village'],
  otherTown: ['换一个乡镇（街道）', 'Another township'],
  back: ['不选了，回到填写', 'Back to the form'],
  finer: ['指得更细', 'Point more exactly'],
  point: ['地图上的位置', 'Point on the map'],
  attach: ['附上地图上的位置：{where}', 'With the point on the map: {where}'],
  at: ['{place}', 'At {place}'],
  away: ['{place}{direction}约 {distance}', 'About {distance} {direction} of {place}'],
  metres: ['{count} 米', '{count} m'],
  kilometres: ['{count} 公里', '{count} km'],
  direction_n: ['以北', 'north'],
  direction_ne: ['东北', 'north-east'],
  direction_e: ['以东', 'east'],
  direction_se: ['东南', 'south-east'],
  direction_s: ['以南', 'south'],
  direction_sw: ['西南', 'south-west'],
  direction_w: ['以西', 'west'],
  direction_nw: ['西北', 'north-west'],
  coordinates: ['{where}（北纬 {lat}，东经 {long}）', '{where} ({lat} N, {long} E)'],
  mapOf: ['示意图：{where}', 'Schematic map: {where}'],
  scale: ['{distance}', '{distance}'],
});
