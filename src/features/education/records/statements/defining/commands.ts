import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Client } from '../../clients/queries.ts';
import type { Statement } from '../../shapes/rules.ts';
import { definitionsOf } from '../rules.ts';

/** As long as sessions are remembered: another process may have been told otherwise meanwhile. */
const rememberMs = 30_000;
const [mostRemembered, longest] = [5_000, 2_000];

/** As JSON writes it: behind an even number of backslashes. */
const nul = /(?<!\\)(?:\\\\)*\\u0000/;

interface Said {
  readonly definition: string;
  readonly until: number;
}

/** What programs have last said here of activities, by both: most statements say it again. */
const memories = new WeakMap<County, Map<string, Said>>();
const memoryOf = (county: County): Map<string, Said> => {
  const memory = memories.get(county) ?? new Map<string, Said>();
  memories.set(county, memory);
  return memory;
};

const isSaid = (said: Said | undefined, definition: string): boolean =>
  said?.definition === definition && said.until > performance.now();

/** The last word of a program on what an activity is; what it does not say again stays. What is known already is locked by nobody. */
export const insertDefinitions = async (
  tx: Tx,
  { county, client }: { readonly county: County; readonly client: Client },
  statements: readonly Statement[],
): Promise<void> => {
  if (!client.scopes.has('define')) return;
  const memory = memoryOf(county);
  const keyOf = (iri: string): string => `${client.id} ${iri}`;
  const told = new Map(statements.flatMap((statement) => [...definitionsOf(statement)]));
  const rows = [...told]
    .map(([iri, held]) => ({ iri, definition: JSON.stringify(held) }))
    // Its JSON holds no U+0000: such a definition is kept with its statement alone.
    .filter(({ definition }) => !nul.test(definition))
    .filter(({ iri, definition }) => !isSaid(memory.get(keyOf(iri)), definition))
    .toSorted((a, b) => (a.iri < b.iri ? -1 : 1));
  if (rows.length === 0) return;
  await sql`insert into xapi_activity (client_id, iri, definition)
    select ${client.id}::uuid, t.iri, t.definition
    from unnest(${rows.map(({ iri }) => iri)}::text[], ${rows.map(({ definition }) => definition)}::text[]) as t(iri, definition)
    where not exists (select from xapi_activity a where a.client_id = ${client.id}::uuid and a.iri = t.iri
      and a.definition::jsonb @> t.definition::jsonb)
    order by t.iri
    on conflict (client_id, iri) do update set definition = (xapi_activity.definition::jsonb || excluded.definition::jsonb)::text`.execute(
    tx,
  );
  tx.effects.afterCommit.push(() => {
    if (memory.size > mostRemembered) memory.clear();
    const until = performance.now() + rememberMs;
    for (const { iri, definition } of rows)
      if (definition.length <= longest) memory.set(keyOf(iri), { definition, until });
      else memory.delete(keyOf(iri));
  });
};
