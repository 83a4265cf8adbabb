import { sql } from 'kysely';
import { openService, type ServiceDesk } from './desk.ts';
import { putDuties, putRequests } from './requests.ts';

/** What residents have brought and what they are told. */
export const putService = async (desk: ServiceDesk): Promise<void> => {
  // Functions of the features are called row by row: without statistics they are planned by their keys alone.
  await sql`set local enable_nestloop = on`.execute(desk.tx);
  const service = await openService(desk);
  await putDuties(service);
  await putRequests(service);
};
