import type { County } from '#platform/county/county.ts';
import {
  areaList,
  placedAreas,
  requestProblems,
  send,
  strangerScope,
  type Caller,
} from '#features/service/requests/index.ts';
import { usualOf } from '#features/service/requests/kinds/rules.ts';
import { seenCharacters } from '#features/service/requests/rules.ts';
import { AppError } from '#shared/errors.ts';
import { say } from '#shared/text.ts';
import { type OpenKind, openKinds, serviceOf } from '../queries.ts';
import { Refused } from '../refusals/rules.ts';
import { nearestArea, type Point } from '#features/service/requests/places/rules.ts';
import { areasNamedIn, longestDescription } from '../rules.ts';

/** What a program has posted, by the names of the text; an empty value is none. */
export type Posted = Readonly<Record<string, string | undefined>>;

const unplaced = '请提供 address_id、address_string，或 lat 和 long / give address_id, address_string, or lat and long';

const numberOf = (text: string | undefined, most: number): number | undefined => {
  const value = text === undefined || !/^-?\d{1,3}(\.\d+)?$/.test(text.trim()) ? Number.NaN : Number(text);
  return Math.abs(value) <= most ? value : undefined;
};

interface Placed {
  readonly areaId: string;
  /** Where nothing but a point was given. */
  readonly point?: Point;
}

type Area = Awaited<ReturnType<typeof areaList>>[number];

const byAddress = (address: string, areas: readonly Area[]): string => {
  const found = areasNamedIn(address, areas);
  const [one] = found;
  if (one === undefined)
    throw new Refused(
      400,
      '看不出是哪个村或社区，请写明村名，或用 address_id / address_string names no village of this county',
    );
  if (found.length > 1) {
    const names = found.slice(0, 10).map(({ id, name, under }) => `${under}${name} (address_id ${id})`);
    throw new Refused(400, `有同名的村或社区，请用 address_id 指明：${names.join('；')}`);
  }
  return one.id;
};

const byPoint = async (county: County, caller: Caller, { lat: latText, long: longText }: Posted): Promise<Placed> => {
  const [lat, long] = [numberOf(latText, 90), numberOf(longText, 180)];
  if (lat === undefined || long === undefined)
    throw new Refused(400, 'lat 和 long 须同时提供十进制度数 / lat and long go together, in degrees');
  const placed = await placedAreas(county.read(strangerScope(county, caller)));
  const area = nearestArea({ lat, long }, placed);
  if (area === undefined)
    throw new Refused(
      400,
      '附近没有已登记位置的村或社区，请用 address_string 或 address_id / no known place is near that point',
    );
  return { areaId: area.id, point: { lat, long } };
};

/** The village or community that a location means: its id, its name in an address, or the nearest to a point. @throws Refused */
const placeOf = async (county: County, caller: Caller, posted: Posted): Promise<Placed> => {
  const areas = await areaList(county.read(strangerScope(county, caller)));
  if (posted['address_id'] !== undefined) {
    const area = areas.find(({ id }) => id === posted['address_id']);
    if (area === undefined) throw new Refused(400, 'address_id 不是本县的村或社区 / unknown address_id');
    return { areaId: area.id };
  }
  if (posted['address_string'] !== undefined) return { areaId: byAddress(posted['address_string'], areas) };
  if (posted['lat'] !== undefined || posted['long'] !== undefined) return byPoint(county, caller, posted);
  throw new Refused(400, unplaced);
};

const kindOf = (posted: Posted, kinds: readonly OpenKind[]): string => {
  const asked = posted['attribute[KIND]'] ?? usualOf(kinds)?.code;
  if (!kinds.some(({ code }) => code === asked) || asked === undefined) {
    const codes = kinds.map(({ code }) => code).join('、');
    throw new Refused(400, `attribute[KIND] 须是 ${codes} 之一 / unknown kind`);
  }
  return asked;
};

/** What was written, and beside it what no field of ours holds but whoever goes there needs. */
const textOf = (posted: Posted): string => {
  const description = (posted['description'] ?? '').replaceAll('\r\n', '\n').trim();
  if (seenCharacters(description) < 4)
    throw new Refused(400, `description: ${say('zh', requestProblems['requests.too_short'])}`);
  if ([...description].length > longestDescription)
    throw new Refused(400, `description 不超过 ${longestDescription} 字 / at most ${longestDescription} characters`);
  const beside: readonly (readonly [string, string | undefined])[] = [
    ['地点', posted['address_string']],
    ['坐标', posted['lat'] === undefined ? undefined : `${posted['lat']}, ${posted['long'] ?? ''}`],
    ['电子邮箱', posted['email']],
    ['图片', posted['media_url']],
  ];
  const lines = beside.flatMap(([name, value]) => (value === undefined ? [] : [`${name}：${value.slice(0, 300)}`]));
  return [description, ...lines].join('\n');
};

const phoneOf = ({ phone }: Posted): string | undefined => {
  if (phone !== undefined && !/^\+?[\d -]{7,20}$/.test(phone))
    throw new Refused(400, `phone: ${say('zh', requestProblems['requests.phone_format'])}`);
  return phone;
};

const nameOf = (posted: Posted): string | undefined => {
  const name = [posted['last_name'], posted['first_name']].filter((part) => part !== undefined).join('');
  return name === '' ? undefined : name.slice(0, 40);
};

/** One key a day for one text of one program: the standard has none, and a bad line posts twice. */
const keyFor = (county: County, keyId: string, posted: Posted): string => {
  const said = Object.entries(posted)
    .filter(([name]) => name !== 'api_key' && name !== 'jurisdiction_id')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const hex = county.crypto.hash('open311 intent', JSON.stringify([keyId, county.today(), said])).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

export interface Taken {
  readonly id: string;
  readonly code: string;
  readonly dueOn: string | null;
  readonly unitName: string;
}

/** Takes a request of somebody else's program, as one of the portal is taken. @throws Refused, AppError slow_down */
export const takePosted = async (county: County, caller: Caller, keyId: string, posted: Posted): Promise<Taken> => {
  if (posted['service_code'] === undefined)
    throw new Refused(400, 'service_code 未提供 / service_code was not provided');
  const db = county.read(strangerScope(county, caller));
  const service = await serviceOf(db, posted['service_code']);
  if (service === undefined) throw new Refused(404, 'service_code 不存在 / service_code was not found');
  const body = {
    kind: kindOf(posted, await openKinds(db)),
    category: service.code,
    ...(await placeOf(county, caller, posted)),
    text: textOf(posted),
    name: nameOf(posted),
    phone: phoneOf(posted),
    hideName: false,
  };
  const listed = posted['attribute[PUBLIC]'] === 'yes';
  try {
    return await send(county, caller, keyFor(county, keyId, posted), body, {
      channel: 'open311',
      also: async (tx, id) => {
        await tx.insertInto('open311_request').values({ request_id: id, key_id: keyId, listed }).execute();
      },
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') throw new Refused(400, unplaced);
    throw error;
  }
};
