/** Residents without an account, and the office that answers them: requests, photos and words by the code, each noted in the ledger. */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { smallPhoto } from '#features/service/requests/photos/factory.ts';
import type { Client } from './client.ts';
import type { KnownRequest, Ledger } from './ledger.ts';
import { settle } from './writers.ts';

export interface ResidentDesk {
  /** The network of addresses from which they come. */
  readonly network: number;
  readonly ledger: Ledger;
  readonly isOver: () => boolean;
  /** A client of its own for each resident, with what it sends along. */
  readonly open: (headers: Readonly<Record<string, string>>) => Client;
  /** Of whoever may handle every request. */
  readonly office: Client;
}

/** Each resident has an address of their own: a village behind one gateway would be a test of its budget. */
const addressOf = (network: number, n: number): Readonly<Record<string, string>> => ({
  'x-forwarded-for': `10.${network}.${(n >> 8) & 255}.${n & 255}`,
});

const areaFrom = async (client: Client): Promise<string> => {
  const { body } = await client.ask({ method: 'GET', path: '/api/requests/areas' });
  const [area] = body['items'] as readonly { readonly id: string }[];
  if (area === undefined) throw new Error('the county has no village');
  return area.id;
};

type Handling = Pick<ResidentDesk, 'ledger' | 'office'>;

const handle = async ({ ledger, office }: Handling, known: KnownRequest, step: 'take' | 'answer'): Promise<void> => {
  const seen = await office.ask({ method: 'GET', path: `/api/requests/${known.id}` });
  const words = step === 'answer' ? { text: '已派人修好' } : {};
  const body = { version: seen.body['version'], ...words };
  const path = `/api/requests/${known.id}/${step}`;
  if (await settle({ client: office, ledger }, { method: 'POST', path, body }))
    known.state = step === 'take' ? 'taken' : 'answered';
};

/** One request from its sending to its answer; some are left half way. */
const resident = async (desk: ResidentDesk, client: Client, areaId: string): Promise<void> => {
  const { ledger } = desk;
  const own = { client, ledger };
  const tag = `测试诉求 ${randomUUID()}`;
  const sent = { kind: 'help', category: 'roads', areaId, text: tag };
  const receipt = await settle(own, { method: 'POST', path: '/api/requests', body: sent });
  if (receipt === undefined) return;
  const code = String(receipt['code']);
  const known: KnownRequest = { id: String(receipt['id']), tag, photos: 0, words: 0, state: 'received' };
  ledger.requests.push(known);
  // Drawing a photo anew takes longer than what else is written: most residents send none.
  if (randomInt(4) === 0) {
    const photos = randomInt(2) === 0 ? [smallPhoto] : [smallPhoto, smallPhoto];
    const body = { code, photos: photos.map((photo) => photo.toString('base64')) };
    if (await settle(own, { method: 'POST', path: '/api/requests/follow/photos', body })) known.photos += photos.length;
  }
  if (randomInt(3) === 0) return;
  if (randomInt(2) === 0) {
    const body = { code, text: '请问什么时候来修？' };
    if (await settle(own, { method: 'POST', path: '/api/requests/talk', body })) known.words += 1;
  }
  await handle(desk, known, 'take');
  if (known.state === 'taken' && randomInt(3) > 0) await handle(desk, known, 'answer');
};

/** Residents one after the other until it is over. */
export const sendRequests = async (desk: ResidentDesk): Promise<void> => {
  let areaId: string | undefined;
  for (let n = 1; !desk.isOver(); n += 1) {
    const client = desk.open(addressOf(desk.network, n));
    areaId ??= await areaFrom(client);
    await resident(desk, client, areaId);
    client.close();
    await pause(randomInt(20, 80));
  }
};
