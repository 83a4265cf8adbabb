import { sql } from 'kysely';
import { putCare } from './care.ts';
import { openService, type ServiceDesk } from './desk.ts';
import { putCountyWork } from './county-work.ts';
import { putArticles, putContacts, putFoot } from './publishing.ts';
import { putDuties, putRequests } from './requests.ts';
import { putScenes, scenePlans } from './scenes.ts';
import { putWishes } from './wishes.ts';

/** What residents have brought and what they are told. */
export const putService = async (desk: ServiceDesk): Promise<void> => {
  // Functions of the features are called row by row: without statistics they are planned by their keys alone.
  await sql`set local enable_nestloop = on`.execute(desk.tx);
  const service = await openService(desk);
  await putDuties(service);
  const kept = await putRequests(service, scenePlans(service));
  await putScenes(service);
  await putCountyWork(service, kept);
  putWishes(service);
  await putCare(service);
  await putArticles(service);
  await putContacts(service);
  await putFoot(service);
};
