import { sql } from 'kysely';
import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { SignedIn } from '#features/service/residents/index.ts';
import { showCode, type RequestState } from '../rules.ts';
import { kindNames } from '../kinds/queries.ts';
import { codeOf } from '../sending/access.ts';
import type { OwnRequest } from './contract.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly category: string;
  readonly state: RequestState;
  readonly unit: string;
  readonly area: string;
  readonly received_on: string;
  readonly due_on: string | null;
}

/** How the own ones stand; what was written is opened one by one, by its code. */
export const ownRequests = async (county: County, who: SignedIn): Promise<z.input<typeof OwnRequest>[]> => {
  const db = county.read(who.scope);
  const [{ rows }, names] = await Promise.all([
    sql<Row>`select * from requests_of_resident(${who.id}::uuid)`.execute(db),
    kindNames(db),
  ]);
  return rows.map(({ id, kind, category, state, unit, area, received_on, due_on }) => ({
    id,
    code: showCode(codeOf(county, id)),
    kind,
    kindName: names.get(kind) ?? { zh: kind, en: kind },
    category,
    state,
    unitName: unit,
    areaName: area,
    receivedOn: received_on,
    dueOn: due_on,
  }));
};
