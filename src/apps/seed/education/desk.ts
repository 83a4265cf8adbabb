import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Filed } from '../organisation-rows.ts';

/** What all that put education into the county work with; each says what it needs besides. */
export interface Desk {
  readonly tx: Tx;
  readonly county: County;
  readonly today: string;
}

export interface TreeDesk extends Desk {
  /** Organisations by the key of their seed. */
  readonly tree: ReadonlyMap<string, Filed>;
}

/** An organisation of the county, as far as rows are filed there. */
export interface Place {
  readonly id: string;
  readonly path: string;
}
